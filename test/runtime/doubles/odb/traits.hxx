#pragma once

namespace odb {

/// Specialised by the double's entities, as the ODB compiler does.
template <class T> struct object_traits;

enum database_id { id_mysql, id_sqlite, id_pgsql, id_oracle, id_mssql, id_common };

} // namespace odb
