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
  static long id(const Employer &object) { return object.id; }
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

TEST_F(Odb, AMissingObjectThrowsAsLoadDoes) {
  auto employers = nplus1::batch<Employer>(db, employees, employerOf);
  EXPECT_THROW(employers.find(77L), odb::object_not_persistent);
  EXPECT_THROW(employers.find(77L), odb::object_not_persistent);
  EXPECT_EQ(doubles::queries, 1);
}

TEST_F(Odb, ASessionAnswersLoadAfterPrefetching) {
  odb::session session;
  std::string names;
  for (long employee : nplus1::prefetched<Employer>(db, employees, employerOf))
    names += db.load<Employer>(employee)->name + " ";
  EXPECT_EQ(names, "one two one ");
  EXPECT_EQ(doubles::queries, 1);
}

} // namespace
