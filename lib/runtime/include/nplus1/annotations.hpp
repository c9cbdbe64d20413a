// Marks declarations of your own headers for the nplus1 analyzer, which then needs no profile for
// them:
//
//     #include <nplus1/annotations.hpp>
//
//     class NPLUS1_ENTITY Order {
//     public:
//       NPLUS1_LAZY Customer &customer() const; // queries, each time
//       NPLUS1_FREE int customerId() const;     // does not
//     };
//     class OrderRepository {
//     public:
//       NPLUS1_ROW_SOURCE std::vector<Order> open();
//       NPLUS1_FINDER Order byId(int id);
//     };
//
// The marks change no code: compilers other than Clang see nothing of them. A mark goes in front of
// the declaration, on the declaration in the header; overriders of a marked method inherit it.
#pragma once

#if defined(__clang__)
#define NPLUS1_DETAIL_ANNOTATE(word) [[clang::annotate("nplus1::" word)]]
#else
#define NPLUS1_DETAIL_ANNOTATE(word)
#endif

/// The function loads one related row, and queries at each call.
#define NPLUS1_LAZY NPLUS1_DETAIL_ANNOTATE("lazy")
/// The function loads one related row, and queries at the first call on an object.
#define NPLUS1_LAZY_CACHED NPLUS1_DETAIL_ANNOTATE("lazy_cached")
/// The function loads the related rows, and queries at each call.
#define NPLUS1_LAZY_MANY NPLUS1_DETAIL_ANNOTATE("lazy_many")
/// The function loads the related rows, and queries at the first call on an object.
#define NPLUS1_LAZY_MANY_CACHED NPLUS1_DETAIL_ANNOTATE("lazy_many_cached")
/// The function never queries, though its body may look like it.
#define NPLUS1_FREE NPLUS1_DETAIL_ANNOTATE("free")
/// The function runs a query and returns its rows.
#define NPLUS1_ROW_SOURCE NPLUS1_DETAIL_ANNOTATE("row_source")
/// The function refines a query and returns it.
#define NPLUS1_BUILDER NPLUS1_DETAIL_ANNOTATE("builder")
/// The function loads rows by the keys that are its arguments.
#define NPLUS1_FINDER NPLUS1_DETAIL_ANNOTATE("finder")
/// The function runs SQL that depends on its arguments.
#define NPLUS1_EXECUTOR NPLUS1_DETAIL_ANNOTATE("executor")
/// The function runs a COUNT, an EXISTS, or fetches a single row.
#define NPLUS1_COUNT NPLUS1_DETAIL_ANNOTATE("count")
/// The function moves to the next row, and is true while there is one.
#define NPLUS1_CURSOR NPLUS1_DETAIL_ANNOTATE("cursor")
/// The function inserts, updates or deletes.
#define NPLUS1_WRITE NPLUS1_DETAIL_ANNOTATE("write")
/// The function returns its object in another form, as a smart pointer's get() does.
#define NPLUS1_FORWARD NPLUS1_DETAIL_ANNOTATE("forward")
/// Objects of the class are rows of a table.
#define NPLUS1_ENTITY NPLUS1_DETAIL_ANNOTATE("entity")
