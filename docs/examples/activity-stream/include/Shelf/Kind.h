#pragma once

#include <Poco/Data/TypeHandler.h>
#include <Poco/Types.h>

namespace Shelf {

/// What a (kind, id) pair of columns points at. The numbers are in the database.
enum class Kind : Poco::Int16 { User = 1, Book = 2, Movie = 3 };

} // namespace Shelf

namespace Poco::Data {

template <> class TypeHandler<Shelf::Kind> {
public:
  static std::size_t size() { return 1; }

  static void bind(std::size_t pos, const Shelf::Kind &kind, AbstractBinder::Ptr pBinder,
                   AbstractBinder::Direction dir) {
    TypeHandler<Poco::Int16>::bind(pos, static_cast<Poco::Int16>(kind), pBinder, dir);
  }

  static void extract(std::size_t pos, Shelf::Kind &kind, const Shelf::Kind &deflt,
                      AbstractExtractor::Ptr pExtr) {
    Poco::Int16 value = 0;
    TypeHandler<Poco::Int16>::extract(pos, value, static_cast<Poco::Int16>(deflt), pExtr);
    kind = static_cast<Shelf::Kind>(value);
  }

  static void prepare(std::size_t pos, const Shelf::Kind &kind, AbstractPreparator::Ptr pPrep) {
    TypeHandler<Poco::Int16>::prepare(pos, static_cast<Poco::Int16>(kind), pPrep);
  }
};

} // namespace Poco::Data
