// Copies of a loaded row whose references are its own.
#pragma once

namespace nplus1::detail {

inline thread_local unsigned rows_being_given = 0;

/// While one is alive, copies of lazy references are references of their own: a row that the ORM's
/// finder would have made afresh has references that nobody else has touched.
class own_references {
public:
  own_references() { ++rows_being_given; }
  own_references(const own_references &) = delete;
  own_references &operator=(const own_references &) = delete;
  ~own_references() { --rows_being_given; }

  static bool wanted() { return rows_being_given != 0; }
};

/// What the ORM's finder would return for `row`.
template <class Adapter>
typename Adapter::result_type give(const typename Adapter::context_type &context,
                                   typename Adapter::stored_type &row) {
  const own_references scope;
  return Adapter::give(context, row);
}

} // namespace nplus1::detail
