// nplus1::prefetched: for ORMs with an identity map, a range whose rows find their relations
// loaded.
#pragma once

#include <nplus1/batch.hpp>

#include <cstddef>
#include <functional>
#include <iterator>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace nplus1 {

/// Whether an ORM's session returns the loaded object for a key that it has seen. A specialisation,
/// which derives from std::true_type, has:
///
///   static constexpr bool fills_existing;
///       // whether loading a row fills references to it that the session handed out before. If
///       not,
///       // the row must be loaded before the rows that refer to it
template <class T, class Context, class = void> struct identity_map : std::false_type {};

namespace detail {

/// The keys of one type, and then its objects, which keeps them in the identity map.
template <class T, class Context> class kept_objects {
  using adapter_type = adapter<T, Context>;

public:
  explicit kept_objects(typename adapter_type::context_type context)
      : objects_(std::move(context)) {}

  template <class Key> void want(const Key &key) {
    if (const auto canonical = adapter_type::key(key))
      objects_.want(*canonical);
  }

  /// A single key is left to the program: prefetching it would save nothing.
  void load() {
    if (objects_.size() > 1)
      objects_.load_wanted();
  }

private:
  store<T, adapter_type> objects_;
};

template <class Context, class Rows, class Types, class Keys> class prefetched_range;

template <class Context, class Rows, class... Ts, class... Keys>
class prefetched_range<Context, Rows, std::tuple<Ts...>, std::tuple<Keys...>> {
  using range = std::remove_reference_t<Rows>;
  /// Rows that are made while they are read are read into a vector first.
  static constexpr bool streams = reads_once<range>();
  static constexpr bool fills_existing = (identity_map<Ts, Context>::fills_existing && ...);

public:
  using row_type = std::decay_t<decltype(*std::declval<iterator_of<range>>())>;

  /// `context` null: that of the rows.
  prefetched_range(std::remove_const_t<Context> *context, Rows &&rows, Keys... keys)
      : context_(context), source_(std::forward<Rows>(rows)), keys_(std::move(keys)...) {}
  prefetched_range(const prefetched_range &) = delete;
  prefetched_range &operator=(const prefetched_range &) = delete;

  auto begin() {
    load_once();
    if constexpr (streams)
      return rows_.begin();
    else
      return std::begin(source_);
  }
  auto end() {
    load_once();
    if constexpr (streams)
      return rows_.end();
    else
      return std::end(source_);
  }

private:
  void load_once() {
    if (ready_)
      return;
    ready_ = true;
    if constexpr (!streams) {
      if (!find_context(source_))
        return;
      // Rows that exist hold references that loading may not be able to fill: then leave them
      // alone.
      if constexpr (fills_existing)
        collect(source_);
      load();
    } else {
      for (auto &&row : source_)
        rows_.push_back(std::forward<decltype(row)>(row));
      if (!find_context(rows_))
        return;
      collect(rows_);
      if constexpr (fills_existing) {
        load();
      } else {
        auto released = first_map::release(rows_);
        load();
        first_map::restore(*context_, std::move(released), rows_);
      }
    }
  }

  /// False if no row says what it was loaded from: then there is nothing to load.
  template <class Range> bool find_context(Range &range) {
    if constexpr (!is_missing_row_context<row_context<first_type>>::value) {
      for (auto row = std::begin(range); !context_ && row != std::end(range); ++row)
        if (!is_null_row(*row))
          if (auto found = row_context<first_type>::of(*row);
              row_context<first_type>::attached(found))
            context_ = &*found;
    }
    if (context_)
      kept_ = std::make_unique<kept>(adapter<Ts, Context>::hold(*context_)...);
    return context_ != nullptr;
  }

  void load() {
    std::apply([](auto &...objects) { (objects.load(), ...); }, *kept_);
  }

  template <class Range> void collect(Range &range) {
    for (auto &&row : range)
      want(row);
  }

  template <class Row> void want(const Row &row) {
    if (!is_null_row(row))
      want_each(row, std::index_sequence_for<Ts...>());
  }

  template <class Row, std::size_t... I> void want_each(const Row &row, std::index_sequence<I...>) {
    (std::get<first_of<I>()>(*kept_).want(std::invoke(std::get<I>(keys_), row)), ...);
  }

  /// Two relations to one type share its query.
  template <std::size_t I> static constexpr std::size_t first_of() {
    constexpr bool same[] = {std::is_same_v<std::tuple_element_t<I, std::tuple<Ts...>>, Ts>...};
    for (std::size_t i = 0; i < I; ++i)
      if (same[i])
        return i;
    return I;
  }

  using kept = std::tuple<kept_objects<Ts, Context>...>;
  using first_type = std::tuple_element_t<0, std::tuple<Ts...>>;
  using first_map = identity_map<first_type, Context>;

  std::remove_const_t<Context> *context_;
  Rows source_;
  std::tuple<Keys...> keys_;
  std::vector<row_type> rows_;
  std::unique_ptr<kept> kept_;
  bool ready_ = false;
};

template <class Context, class... Ts> constexpr void check_identity_map() {
  (check_entity<Ts, Context>(), ...);
  static_assert(
      (identity_map<Ts, Context>::value && ...),
      "nplus1: this ORM has no identity map for the type, so nothing loaded beforehand would "
      "be found; use nplus1::batch");
}

} // namespace detail

/// The rows of a loop, whose relations to Ts are loaded together before the first row is seen:
///
///     for (auto &post : nplus1::prefetched<User>(session, posts,
///                                                [](const auto &p) { return p->author; }))
///       print(post->author->name); // no query
///
/// `context` is the session, `rows` a container, or a query result that is read as it comes (then
/// the rows are read into a vector), and there is one key callable per type, which returns the
/// reference or its key. Types may repeat; they then share a query. Temporary rows are kept by the
/// range.
///
/// What is loaded stays alive, and so in the identity map, for exactly as long as the range: for
/// the loop. Missing rows are left to the program, which meets them as before.
///
/// Queries: one per type (and chunk) when the loop begins; none for no rows, or a single key.
/// Unlike a batch it cannot know whether the loop will touch the relation. Where the ORM cannot
/// fill references that exist already (Wt::Dbo with natural keys), a query result is read twice,
/// and a container is left as it is.
template <class... Ts, class Context, class Rows, class... Keys,
          class = std::enable_if_t<sizeof...(Ts) != sizeof...(Keys) + 1 ||
                                   !detail::is_range<Context>::value>>
auto prefetched(Context &context, Rows &&rows, Keys... keys) {
  static_assert(sizeof...(Ts) > 0 && sizeof...(Ts) == sizeof...(Keys),
                "nplus1: prefetched takes one callable per type, as in "
                "prefetched<User>(session, posts, [](const auto &post) { return post->author; })");
  using Given = std::remove_const_t<Context>;
  detail::check_identity_map<Given, Ts...>();
  return detail::prefetched_range<Given, Rows, std::tuple<Ts...>, std::tuple<Keys...>>(
      const_cast<Given *>(&context), std::forward<Rows>(rows), std::move(keys)...);
}

/// The same without a context: the rows' own is used, for ORMs whose rows know it. All rows must
/// come from one session.
template <class T, class... Ts, class Rows, class Key, class... Keys,
          class = std::enable_if_t<sizeof...(Ts) == sizeof...(Keys) &&
                                   detail::is_range<std::remove_reference_t<Rows>>::value>>
auto prefetched(Rows &&rows, Key key, Keys... keys) {
  detail::check_row_context<T>();
  using Context = typename row_context<T>::context;
  detail::check_identity_map<Context, T, Ts...>();
  return detail::prefetched_range<Context, Rows, std::tuple<T, Ts...>, std::tuple<Key, Keys...>>(
      nullptr, std::forward<Rows>(rows), std::move(key), std::move(keys)...);
}

} // namespace nplus1
