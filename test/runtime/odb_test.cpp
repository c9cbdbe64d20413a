// nplus1::batch and prefetched for ODB, on an API double.
#include <nplus1/odb.hpp>

#include <gtest/gtest.h>

struct Employer {
  long id;
  std::string name;
};
template <> struct odb::object_traits<Employer> {
  using id_type = long;
  using pointer_type = std::shared_ptr<Employer>;
  using pointer_cache_traits = odb::pointer_cache_traits<pointer_type, odb::session>;
  static const bool polymorphic = false;
  static long id(const Employer &object) { return object.id; }
};

/// A polymorphic class, of which a query gives objects of derived classes, too.
struct Animal {
  explicit Animal(long key) : id(key) {}
  virtual ~Animal() = default;
  virtual std::string sound() const { return ""; }
  long id;
};
struct Dog : Animal {
  using Animal::Animal;
  std::string sound() const override { return "woof"; }
};
template <> struct odb::object_traits<Animal> {
  using id_type = long;
  using pointer_type = std::shared_ptr<Animal>;
  static const bool polymorphic = true;
  static long id(const Animal &object) { return object.id; }
};

/// What odb::lazy_shared_ptr tells without a query.
struct LazyEmployer {
  long key;
  explicit operator bool() const { return key != 0; }
  bool loaded() const { return false; }
  template <class T> typename odb::object_traits<T>::id_type object_id() const { return key; }
};

namespace {

class Odb : public testing::Test {
protected:
  void SetUp() override {
    doubles::memory_table<Employer, long>::rows() = {{1, {1, "one"}}, {2, {2, "two"}}};
    doubles::queries = 0;
  }

  odb::database db;
  const std::vector<long> employees = {1, 2, 1};
};

const auto employerOf = [](long employee) { return employee; };

TEST_F(Odb, ABatchServesRowsWithoutASession) {
  auto employers = nplus1::batch<Employer>(db, employees, employerOf);
  std::string names;
  for (long employee : employees)
    names += employers.find(employee)->name + " ";
  EXPECT_EQ(names, "one two one ");
  EXPECT_EQ(doubles::queries, 1);
}

TEST_F(Odb, WithoutASessionEditsToOneObjectDoNotShowInAnother) {
  auto employers = nplus1::batch<Employer>(db, employees, employerOf);
  employers.find(1L)->name = "changed";
  EXPECT_EQ(employers.find(1L)->name, "one");
  EXPECT_EQ(doubles::queries, 1);
}

TEST_F(Odb, WithASessionTheObjectIsShared) {
  odb::session session;
  auto employers = nplus1::batch<Employer>(db, employees, employerOf);
  EXPECT_EQ(employers.find(1L), employers.find(1L));
  EXPECT_EQ(employers.find(1L), db.load<Employer>(1));
}

TEST_F(Odb, AMissingObjectThrowsAsLoadDoes) {
  auto employers = nplus1::batch<Employer>(db, employees, employerOf);
  EXPECT_THROW(employers.find(77L), odb::object_not_persistent);
  EXPECT_THROW(employers.find(77L), odb::object_not_persistent);
  EXPECT_EQ(doubles::queries, 1);
}

TEST_F(Odb, RowsThatAreReadAsTheyComeCanBeStored) {
  const std::vector<long> all = {1, 2};
  auto rows = nplus1::stored(db.query(odb::query<Employer>::id.in_range(all.begin(), all.end())));
  auto again = nplus1::batch<Employer>(db, rows, [](const Employer &row) { return row.id; });
  std::string names;
  for (const Employer &row : rows)
    names += row.name + "," + again.find(row.id)->name + " ";
  EXPECT_EQ(names, "one,one two,two ");
  EXPECT_EQ(doubles::queries, 2);
}

TEST_F(Odb, ASessionAnswersLoadAfterPrefetching) {
  odb::session session;
  std::string names;
  for (long employee : nplus1::prefetched<Employer>(db, employees, employerOf))
    names += db.load<Employer>(employee)->name + " ";
  EXPECT_EQ(names, "one two one ");
  EXPECT_EQ(doubles::queries, 1);
}

TEST_F(Odb, ALazyPointerIsItsOwnKey) {
  odb::session session;
  const std::vector<LazyEmployer> rows = {{1}, {0}, {2}};
  std::string names;
  for (const LazyEmployer &row :
       nplus1::prefetched<Employer>(db, rows, [](const LazyEmployer &row) { return row; }))
    names += row ? db.load<Employer>(row.key)->name + " " : "- ";
  EXPECT_EQ(names, "one - two ");
  EXPECT_EQ(doubles::queries, 1);
}

TEST_F(Odb, ReferencesLoadTogetherAndThrowForAMissingObject) {
  struct Row {
    nplus1::lazy<Employer> employer;
    nplus1::generic<Employer> other;
  };
  std::vector<Row> rows(3);
  rows[0].employer = 1L;
  rows[1].other.refer<Employer>(2L);
  rows[2].employer = 77L;
  nplus1::peers(db, rows, &Row::employer, &Row::other);
  EXPECT_EQ(rows[0].employer->name, "one");
  EXPECT_EQ(rows[1].other.as<Employer>()->name, "two");
  EXPECT_THROW(rows[2].employer.get(), odb::object_not_persistent);
  EXPECT_EQ(doubles::queries, 1);
}

TEST_F(Odb, Row14AClassIsAskedForAndTheRealClassIsGiven) {
  const std::vector<long> keys = {1, 2, 1};
  int asked = 0;
  auto found = nplus1::batch<Animal>(db, keys, employerOf,
                                     nplus1::queried_by([&](odb::database *, const auto &) {
                                       ++asked;
                                       return std::vector<std::shared_ptr<Animal>>{
                                           std::make_shared<Dog>(1), std::make_shared<Animal>(2)};
                                     }));
  EXPECT_EQ(found.find(1L)->sound(), "woof") << "not cut down to the class that was asked for";
  EXPECT_EQ(found.find(2L)->sound(), "");
  EXPECT_EQ(asked, 1) << "one query for the class and those that derive from it";
}

} // namespace
