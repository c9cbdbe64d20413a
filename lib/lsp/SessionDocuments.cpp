//===- SessionDocuments.cpp - Open texts, and the names they go by --------===//
//
// A file may be open under several names (through symbolic links), each with a text
// of its own. Workspaces know it by its real path; the text that was changed or asked
// about last is the one that is analysed.
//
//===----------------------------------------------------------------------===//
#include "lsp/Session.h"

#include "fix/SeenFiles.h"
#include "lsp/Uri.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace nplus1::lsp {

/// Of a file that is gone: that of its folder, with its name.
std::string Session::realPath(const std::string &Path) {
  llvm::SmallString<256> Real;
  if (!llvm::sys::fs::real_path(Path, Real))
    return Real.str().str();
  if (llvm::sys::fs::real_path(llvm::sys::path::parent_path(Path), Real))
    return Path;
  llvm::sys::path::append(Real, llvm::sys::path::filename(Path));
  return Real.str().str();
}

Session::Document *Session::documentOf(const std::string &Uri) {
  auto Found = Documents.find(Uri);
  return Found == Documents.end() ? nullptr : &Found->second;
}

const Session::Document *Session::latestOf(const std::string &Path) const {
  const Document *Latest = nullptr;
  for (const auto &[Uri, Of] : Documents)
    if (Of.Path == Path && (!Latest || Of.Number > Latest->Number))
      Latest = &Of;
  return Latest;
}

void Session::changed(Document &Of) {
  Of.Number = ++LastNumber;
  if (Workspace *In = workspaceOf(Of.Path))
    In->setText(Of.Path, Of.Number, Of.Content.content());
}

void Session::makeLatest(Document &Of) {
  if (latestOf(Of.Path)->Content.content() != Of.Content.content())
    changed(Of);
}

void Session::didOpen(const json &Params) {
  const json &Item = at(Params, {"textDocument"});
  const std::string Uri = textAt(Item, {"uri"});
  auto Path = pathOfUri(Uri);
  if (!Path)
    return;
  if (NoFolders)
    openFolderAround(*Path);
  Document &Opened = Documents[Uri];
  Opened = {Uri, realPath(*Path), Text(textAt(Item, {"text"})), at(Item, {"version"}), 0};
  changed(Opened);
}

void Session::didChange(const json &Params) {
  Document *Of = documentOf(textAt(Params, {"textDocument", "uri"}));
  if (!Of)
    return;
  Of->Version = at(Params, {"textDocument", "version"});
  for (const json &Change : at(Params, {"contentChanges"}))
    Of->Content.apply(Change, Client.Positions);
  changed(*Of);
}

void Session::didClose(const json &Params) {
  Document *Of = documentOf(textAt(Params, {"textDocument", "uri"}));
  if (!Of)
    return;
  const std::string Path = Of->Path;
  if (!Client.PullDiagnostics)
    Editor.notify("textDocument/publishDiagnostics",
                  {{"uri", Of->Uri}, {"diagnostics", json::array()}});
  Documents.erase(Of->Uri);
  if (const Document *Left = latestOf(Path))
    changed(Documents.at(Left->Uri));
  else if (Workspace *In = workspaceOf(Path))
    In->setText(Path, ++LastNumber, std::nullopt);
}

void Session::publish(const std::string &Path, uint64_t Number, const json &Diagnostics) {
  const Document *Latest = latestOf(Path);
  for (const auto &[Uri, Of] : Documents) {
    // Another text under another name keeps what was said of it.
    if (Of.Path != Path || Of.Content.content() != Latest->Content.content())
      continue;
    json Params = {{"uri", Uri}, {"diagnostics", named(Diagnostics, Of)}};
    // Those of an older text carry no version: the client would drop them.
    if (Latest->Number == Number && Of.Version.is_number_integer())
      Params["version"] = Of.Version;
    Editor.notify("textDocument/publishDiagnostics", std::move(Params));
  }
}

std::string Session::uriFor(const std::string &Uri, const Document &Asker) const {
  auto Path = pathOfUri(Uri);
  if (!Path)
    return Uri;
  *Path = realPath(*Path);
  if (*Path == Asker.Path)
    return Asker.Uri;
  if (const Document *Open = latestOf(*Path))
    return Open->Uri;
  for (const auto &Each : Workspaces)
    if (llvm::StringRef(*Path).starts_with(Each->folder() + "/"))
      return uriOfPath(Each->name() + Path->substr(Each->folder().size()));
  return Uri;
}

json Session::named(json Diagnostics, const Document &Asker) const {
  for (json &Diagnostic : Diagnostics)
    if (Diagnostic.contains("relatedInformation"))
      for (json &Related : Diagnostic["relatedInformation"])
        if (Related.contains("location"))
          Related["location"]["uri"] = uriFor(textAt(Related, {"location", "uri"}), Asker);
  return Diagnostics;
}

bool Session::holds(const json &Texts) const {
  for (const auto &[Uri, Digest] : Texts.items()) {
    auto Path = pathOfUri(Uri);
    if (!Path)
      return false;
    uint64_t Now = 0;
    if (const Document *Open = latestOf(*Path)) {
      Now = contentDigest(Open->Content.content());
    } else if (auto OnDisk = llvm::MemoryBuffer::getFile(*Path)) {
      Now = contentDigest((*OnDisk)->getBuffer());
    }
    if (Digest != Now)
      return false;
  }
  return true;
}

std::optional<json> Session::withDocuments(json Answer, const Document &Asker) const {
  if (!holds(at(Answer, {"texts"})))
    return std::nullopt;
  json Edit = std::move(Answer["edit"]);
  if (Edit.contains("documentChanges"))
    for (json &Change : Edit["documentChanges"]) {
      const std::string Uri = uriFor(textAt(Change, {"textDocument", "uri"}), Asker);
      auto Open = Documents.find(Uri);
      Change["textDocument"] = {
          {"uri", Uri}, {"version", Open == Documents.end() ? json() : Open->second.Version}};
    }
  if (Edit.contains("changes")) {
    json Changes = json::object();
    for (auto &[Uri, Edits] : Edit["changes"].items())
      Changes[uriFor(Uri, Asker)] = std::move(Edits);
    Edit["changes"] = std::move(Changes);
  }
  return Edit;
}

} // namespace nplus1::lsp
