#pragma once

namespace odb {

/// Specialised by the double's entities, as the ODB compiler does.
template <class T> struct object_traits;
template <class Pointer> struct no_op_pointer_cache_traits {};
template <class Pointer, class Session> struct pointer_cache_traits {};

enum database_id { id_mysql, id_sqlite, id_pgsql, id_oracle, id_mssql, id_common };

} // namespace odb
