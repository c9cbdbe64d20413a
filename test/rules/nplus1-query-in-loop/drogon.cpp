// with: drogon-orm
// One finding per form: synchronous, callback, future, coroutine.
#include <drogon/orm/Mapper.h>
#include <drogon/utils/coroutine.h>

#include <string>

using namespace drogon::orm;

class Reader {
public:
  const std::string &getName() const;
  friend Mapper<Reader>;
};
class Book {
public:
  int getValueOfReaderId() const;
  const std::string &getTitle() const;
  Reader getReader(const DbClientPtr &client) const;
  void getReader(const DbClientPtr &client, const std::function<void(Reader)> &,
                 const ExceptionCallback &) const;
  std::vector<Reader> getFormerReaders(const DbClientPtr &client) const;
  friend Mapper<Book>;
};

void print(const std::string &text);

void synchronousBad(const DbClientPtr &client) {
  Mapper<Book> books(client);
  Mapper<Reader> readers(client);
  for (const Book &book : books.findAll())
    print(readers.findByPrimaryKey(book.getValueOfReaderId()).getName()); // expect: nplus1-query-in-loop getValueOfReaderId
}

void callbackBad(const DbClientPtr &client) {
  Mapper<Book> books(client);
  Mapper<Reader> readers(client);
  for (const Book &book : books.findAll())
    readers.findByPrimaryKey( // expect: nplus1-query-in-loop getValueOfReaderId
        book.getValueOfReaderId(), [](Reader reader) { print(reader.getName()); },
        [](const DrogonDbException &) {});
}

void futureBad(const DbClientPtr &client) {
  Mapper<Book> books(client);
  Mapper<Reader> readers(client);
  for (const Book &book : books.findAll())
    print(readers.findFutureByPrimaryKey(book.getValueOfReaderId()).get().getName()); // expect: nplus1-query-in-loop getValueOfReaderId
}

drogon::Task<> coroutineBad(const DbClientPtr &client) {
  CoroMapper<Book> books(client);
  CoroMapper<Reader> readers(client);
  for (const Book &book : co_await books.findAll())
    print((co_await readers.findByPrimaryKey(book.getValueOfReaderId())).getName()); // expect: nplus1-query-in-loop getValueOfReaderId
}

// Rows that a query hands to a callback are looped over there.
void rowsInCallbackBad(const DbClientPtr &client) {
  Mapper<Book> books(client);
  books.findBy(
      Criteria("lent", CompareOperator::EQ, true),
      [client](const std::vector<Book> &found) {
        Mapper<Reader> readers(client);
        for (const Book &book : found)
          print(readers.findByPrimaryKey(book.getValueOfReaderId()).getName()); // expect: nplus1-query-in-loop getValueOfReaderId
      },
      [](const DrogonDbException &) {});
}

void sqlBad(const DbClientPtr &client) {
  for (const Book &book : Mapper<Book>(client).findAll())
    client->execSqlSync("select name from reader where id = $1", // expect: nplus1-query-in-loop getValueOfReaderId
                        book.getValueOfReaderId());
}

void accessorBad(const DbClientPtr &client) {
  for (const Book &book : Mapper<Book>(client).findAll())
    print(book.getReader(client).getName()); // expect: nplus1-lazy-relation getReader
}

void accessorWithCallbackBad(const DbClientPtr &client) {
  for (const Book &book : Mapper<Book>(client).findAll())
    book.getReader(client, [](Reader reader) { print(reader.getName()); }, // expect: nplus1-lazy-relation getReader[]
                   [](const DrogonDbException &) {});
}

void toManyBad(const DbClientPtr &client) {
  for (const Book &book : Mapper<Book>(client).findAll())
    for (const Reader &reader : book.getFormerReaders(client)) // expect: nplus1-lazy-relation getFormerReaders[]
      print(reader.getName());
}

void columnsOk(const DbClientPtr &client) {
  for (const Book &book : Mapper<Book>(client).findAll())
    print(book.getTitle());
}

void oneQueryForAllOk(const DbClientPtr &client) {
  Mapper<Book> books(client);
  std::vector<int> ids;
  for (const Book &book : books.findAll())
    ids.push_back(book.getValueOfReaderId());
  for (const Reader &reader :
       Mapper<Reader>(client).findBy(Criteria("id", CompareOperator::In, ids)))
    print(reader.getName());
}
