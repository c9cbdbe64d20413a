//===- SessionRequests.cpp - What the analyst is asked for ----------------===//
#include "lsp/Session.h"

#include "finding/RuleCatalogue.h"
#include "lsp/Uri.h"

#include "llvm/Support/xxhash.h"

namespace nplus1::lsp {

void Session::askAbout(const json &Id, const json &Params, const char *Do,
                       std::function<json(json)> Finish, json Otherwise) {
  Document *Of = documentOf(Params);
  Workspace *In = Of ? workspaceOf(Of->Path) : nullptr;
  if (!In)
    return Editor.respond(Id, std::move(Otherwise));
  In->ask({Id, Do, Of->Path, Params, std::move(Finish)});
}

void Session::hover(const json &Id, const json &Params) {
  askAbout(Id, Params, "hover", [](json Hover) { return Hover; }, nullptr);
}

/// Files by the names and versions that the client knows them by.
json Session::withDocuments(json Edit) const {
  auto documentAt = [&](const std::string &Uri) -> const Document * {
    auto Path = pathOfUri(Uri);
    for (const auto &[Known, Of] : Documents)
      if (Path && Of.Path == *Path)
        return &Of;
    return nullptr;
  };
  if (Edit.contains("documentChanges"))
    for (json &Change : Edit["documentChanges"])
      if (const Document *Of = documentAt(textAt(Change, {"textDocument", "uri"})))
        Change["textDocument"] = {{"uri", Of->Uri}, {"version", Of->Version}};
  if (Edit.contains("changes")) {
    json Changes = json::object();
    for (auto &[Uri, Edits] : Edit["changes"].items()) {
      const Document *Of = documentAt(Uri);
      Changes[Of ? Of->Uri : Uri] = std::move(Edits);
    }
    Edit["changes"] = std::move(Changes);
  }
  return Edit;
}

void Session::codeAction(const json &Id, const json &Params) {
  const std::string Uri = textAt(Params, {"textDocument", "uri"});
  auto finish = [this, Uri](json Actions) {
    if (!Actions.is_array())
      return json::array();
    for (json &Action : Actions) {
      if (Action.contains("data"))
        Action["data"]["uri"] = Uri;
      if (Action.contains("edit"))
        Action["edit"] = withDocuments(std::move(Action["edit"]));
    }
    return Actions;
  };
  askAbout(Id, Params, "actions", finish, json::array());
}

void Session::resolve(const json &Id, const json &Action) {
  if (!Action.is_object() || !at(Action, {"data"}).is_object())
    return Editor.fail(Id, ErrorCode::InvalidParams, "the action has no data");
  auto Of = Documents.find(textAt(Action, {"data", "uri"}));
  Workspace *In = Of == Documents.end() ? nullptr : workspaceOf(Of->second.Path);
  if (!In)
    return Editor.fail(Id, ErrorCode::ContentModified, "the file of the action is not open");
  In->ask({Id, "edit", Of->second.Path, at(Action, {"data"}), [this, Action](json Edit) {
             json Resolved = Action;
             if (Edit.is_object())
               Resolved["edit"] = withDocuments(std::move(Edit));
             return Resolved;
           }});
}

void Session::diagnostic(const json &Id, const json &Params) {
  const std::string Previous = textAt(Params, {"previousResultId"});
  auto finish = [Previous](json Items) -> json {
    if (!Items.is_array())
      Items = json::array();
    std::string Result = std::to_string(llvm::xxh3_64bits(toText(Items)));
    if (Result == Previous)
      return {{"kind", "unchanged"}, {"resultId", Result}};
    return {{"kind", "full"}, {"resultId", Result}, {"items", std::move(Items)}};
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
