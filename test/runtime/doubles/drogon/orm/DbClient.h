#pragma once

#include <memory>

namespace drogon::orm {

enum class ClientType { PostgreSQL = 0, Mysql, Sqlite3 };

class DbClient {
public:
  ClientType type() const { return ClientType::PostgreSQL; }
};
using DbClientPtr = std::shared_ptr<DbClient>;

} // namespace drogon::orm
