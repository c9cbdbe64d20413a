// What the ODB adapter is tried on; the ODB compiler reads this file.
#pragma once

#include <odb/core.hxx>
#include <odb/lazy-ptr.hxx>

#include <memory>
#include <string>

#pragma db object
struct Book {
#pragma db id
  unsigned long id;
  std::string title;
};

#pragma db object
struct Movie {
#pragma db id
  unsigned long id;
  std::string title;
};

/// Sessions keep employers; books and movies they do not.
#pragma db object session
struct Employer {
#pragma db id
  unsigned long id;
  std::string name;
};

#pragma db object pointer(std::shared_ptr) session
struct Employee {
#pragma db id
  unsigned long id;
  odb::lazy_shared_ptr<Employer> employer;
};

#pragma db object(Book) pointer(std::shared_ptr)
#pragma db object(Movie) pointer(std::shared_ptr)
#pragma db object(Employer) pointer(std::shared_ptr)
