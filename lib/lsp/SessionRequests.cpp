//===- SessionRequests.cpp - What the analyst is asked for ----------------===//
#include "lsp/Session.h"

#include "finding/RuleCatalogue.h"

#include "llvm/Support/xxhash.h"

namespace nplus1::lsp {

void Session::askAbout(const json &Id, const json &Params, const char *Do, Finisher Finish,
                       json Otherwise) {
  Document *Of = documentOf(textAt(Params, {"textDocument", "uri"}));
  Workspace *In = Of ? workspaceOf(Of->Path) : nullptr;
  if (!In)
    return Editor.respond(Id, std::move(Otherwise));
  makeLatest(*Of);
  In->ask({Id, Do, Of->Path, Params, std::move(Finish)});
}

void Session::hover(const json &Id, const json &Params) {
  askAbout(Id, Params, "hover", [](json Hover) { return Hover; }, nullptr);
}

void Session::codeAction(const json &Id, const json &Params) {
  const std::string Uri = textAt(Params, {"textDocument", "uri"});
  auto finish = [this, Uri](json Actions) -> std::optional<json> {
    const Document *Of = documentOf(Uri);
    if (!Actions.is_array() || !Of)
      return json::array();
    for (json &Action : Actions) {
      if (Action.contains("diagnostics"))
        Action["diagnostics"] = named(std::move(Action["diagnostics"]), *Of);
      if (Action.contains("data"))
        Action["data"]["uri"] = Uri;
      if (!Action.contains("edit"))
        continue;
      auto Edit = withDocuments(std::move(Action["edit"]), *Of);
      if (!Edit)
        return std::nullopt;
      Action["edit"] = std::move(*Edit);
    }
    return Actions;
  };
  askAbout(Id, Params, "actions", finish, json::array());
}

void Session::resolve(const json &Id, const json &Action) {
  if (!Action.is_object() || !at(Action, {"data"}).is_object())
    return Editor.fail(Id, ErrorCode::InvalidParams, "the action has no data");
  const std::string Uri = textAt(Action, {"data", "uri"});
  Document *Of = documentOf(Uri);
  Workspace *In = Of ? workspaceOf(Of->Path) : nullptr;
  if (!In)
    return Editor.fail(Id, ErrorCode::ContentModified, "the file of the action is not open");
  makeLatest(*Of);
  In->ask({Id, "edit", Of->Path, at(Action, {"data"}),
           [this, Action, Uri](json Answer) -> std::optional<json> {
             json Resolved = Action;
             const Document *Of = documentOf(Uri);
             if (Answer.is_object() && Of) {
               auto Edit = withDocuments(std::move(Answer), *Of);
               if (!Edit)
                 return std::nullopt;
               Resolved["edit"] = std::move(*Edit);
             }
             return Resolved;
           }});
}

void Session::diagnostic(const json &Id, const json &Params) {
  const std::string Previous = textAt(Params, {"previousResultId"});
  const std::string Uri = textAt(Params, {"textDocument", "uri"});
  auto finish = [this, Previous, Uri](json Items) -> std::optional<json> {
    if (!Items.is_array())
      Items = json::array();
    if (const Document *Of = documentOf(Uri))
      Items = named(std::move(Items), *Of);
    std::string Result = std::to_string(llvm::xxh3_64bits(toText(Items)));
    if (Result == Previous)
      return json{{"kind", "unchanged"}, {"resultId", Result}};
    return json{{"kind", "full"}, {"resultId", Result}, {"items", std::move(Items)}};
  };
  askAbout(Id, Params, "diagnostics", finish, {{"kind", "full"}, {"items", json::array()}});
}

/// "nplus1.explain" with {"rule","text"}: the rule's page is the result; a client
/// that does not say that it shows that gets the text.
void Session::execute(const json &Id, const json &Params) {
  const std::string Command = textAt(Params, {"command"});
  if (Command != "nplus1.explain")
    return Editor.fail(Id, ErrorCode::InvalidParams, "unknown command '" + Command + "'");
  const json &Arguments = at(Params, {"arguments"});
  const json Argument = Arguments.is_array() && !Arguments.empty() ? Arguments[0] : json();
  const RuleInfo *Rule = findRule(textAt(Argument, {"rule"}));
  if (!Rule)
    return Editor.fail(Id, ErrorCode::InvalidParams,
                       "unknown rule '" + textAt(Argument, {"rule"}) + "'");
  if (!ExplainedByClient)
    Editor.show(MessageType::Info, textAt(Argument, {"text"}));
  Editor.respond(Id, {{"rule", Rule->Id}, {"markdown", Rule->Page}});
}

} // namespace nplus1::lsp
