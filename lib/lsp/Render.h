//===- Render.h - Findings as the protocol says them ----------------------===//
#pragma once

#include "lsp/Editing.h"
#include "lsp/Json.h"
#include "lsp/Text.h"

namespace nplus1::lsp {

/// What the client can show.
struct ClientAbilities {
  Encoding Positions = Encoding::Utf16;
  bool RelatedInformation = false;
  bool CodeDescription = false;
  bool Tags = false;
  bool DisabledActions = false;
  bool ResolvesEdits = false; ///< asks for an action's edit when it is chosen
  bool DocumentChanges = false;
  bool ChangeAnnotations = false;
  bool PullDiagnostics = false;
  bool RefreshDiagnostics = false;
  bool WorkDoneProgress = false;
  bool WatchesFiles = false;

  static ClientAbilities of(const json &InitializeParams);
};

/// Converts places of one state of the project.
class Renderer {
public:
  Renderer(const Editing &Of, const ClientAbilities &Client)
      : Of(Of), Client(Client), Sources(Of.files()) {}

  json diagnostics(const std::string &Path);

  /// Code actions for {"range","context"}; those with edits have {"data"} that
  /// says which.
  json actions(const std::string &Path, const json &Params);

  /// A Hover, or null.
  json hover(const std::string &Path, const json &Position);

  /// {uri: digest} of the texts that a fix is for.
  static json textsOf(const FixRun &Run);

  /// The WorkspaceEdit of a fix. An edit that is not safe needs the user's consent.
  json workspaceEdit(const FixRun &Run, bool Unsafe);

private:
  const Editing &Of;
  const ClientAbilities &Client;
  SourceFiles Sources;
  std::map<std::string, Text> Texts;

  const Text &textOf(const std::string &Path);
  json rangeOf(const SourceRange &Range);
  json locationOf(const SourcePoint &Point);
  json diagnosticOf(const ShownFinding &Shown);
  json fixAction(const std::vector<ShownFinding> &Of, const std::string &Title, const char *Kind);
  bool touches(const Finding &What, size_t Begin, size_t End);
};

} // namespace nplus1::lsp
