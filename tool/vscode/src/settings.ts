// The command line of the server, from the user's settings.

export interface Settings {
  path: string;
  database: string;
  profiles: string[];
  minConfidence: string;
  arguments: string[];
}

/** Those that the server is started with. */
export const settingNames: (keyof Settings)[] = ["path", "database", "profiles", "minConfidence", "arguments"];

export function serverArguments(settings: Settings): string[] {
  const words = ["lsp"];
  if (settings.database) words.push("-p", settings.database);
  for (const profile of settings.profiles) words.push("--profile", profile);
  if (settings.minConfidence) words.push("--min-confidence", settings.minConfidence);
  return words.concat(settings.arguments);
}
