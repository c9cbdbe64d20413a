#include "orm/OrmExamples.h"

#include "llvm/Support/FileSystem.h"

namespace nplus1 {

std::string OrmExample::file() const { return std::string(NPLUS1_ORM_EXAMPLES) + "/" + Path; }

bool OrmExample::canRun() const { return Needs.empty() || llvm::sys::fs::exists(Needs); }

namespace {

const std::string Qt5Folder = "/usr/include/x86_64-linux-gnu/qt5";
const std::vector<std::string> Qt5 = {
    "-fPIC",
    "-isystem" + Qt5Folder,
    "-isystem" + Qt5Folder + "/QtCore",
    "-isystem" + Qt5Folder + "/QtConcurrent",
    "-isystem" + Qt5Folder + "/QtSql",
    "-isystem/usr/include/qdjango/db",
};

/// Clang arguments that find the double of the ORM in \p Folder.
std::vector<std::string> double_(const std::string &Folder, std::vector<std::string> More = {}) {
  More.push_back("-I" NPLUS1_ORM_EXAMPLES "/" + Folder + "/double");
  return More;
}

} // namespace

const std::vector<OrmExample> &ormExamples() {
  static const std::vector<OrmExample> Examples = {
      {"wt-dbo/example.cpp", double_("wt-dbo"), ""},
      {"odb/example.cpp", double_("odb"), ""},
      {"lightweight/example.cpp", double_("lightweight", {"-std=c++23"}), ""},
      {"lightweight/with.cpp", double_("lightweight", {"-std=c++23"}), ""},
      {"tinyorm/example.cpp", double_("tinyorm"), ""},
      {"qxorm/example.cpp", double_("qxorm"), ""},
      {"qdjango/example.cpp", double_("qdjango"), ""},
      {"qdjango/head.cpp", double_("qdjango"), ""},
      {"qdjango/example.cpp", Qt5, "/usr/include/qdjango/db/QDjangoModel.h"},
      {"drogon-orm/example.cpp", double_("drogon-orm"), ""},
      {"sqlite-orm/example.cpp", double_("sqlite-orm"), ""},
      {"poco-activerecord/example.cpp", double_("poco-activerecord"), ""},
      {"poco-activerecord/example.cpp", {}, "/usr/include/Poco/ActiveRecord/Query.h"},
      {"poco/example.cpp", {}, "/usr/include/Poco/AutoPtr.h"},
      {"litesql/example.cpp", double_("litesql"), ""},
      {"hiberlite/example.cpp", double_("hiberlite"), ""},
      {"treefrog/example.cpp", double_("treefrog"), ""},
      {"yb-orm/example.cpp", double_("yb-orm"), ""},
      {"sqlite3/example.cpp", {}, "/usr/include/sqlite3.h"},
      {"qtsql/example.cpp", Qt5, Qt5Folder + "/QtSql/QSqlQuery"},
      {"poco-data/example.cpp", {}, "/usr/include/Poco/Data/Session.h"},
      {"libpqxx/example.cpp", {}, "/usr/include/pqxx/pqxx"},
      {"soci/example.cpp", {}, "/usr/include/soci/soci.h"},
      {"annotations/example.cpp", {"-I" NPLUS1_SOURCE_DIR "/lib/runtime/include"}, ""},
      {"qt/example.cpp", Qt5, Qt5Folder + "/QtConcurrent/QtConcurrent"},
      {"nplus1-runtime/example.cpp", {}, ""},
      {"standard-library/example.cpp", {}, ""},
      {"standard-library/ranges.cpp", {}, ""},
  };
  return Examples;
}

} // namespace nplus1
