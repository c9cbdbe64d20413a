// Books and their authors, as QDjango's documentation writes models: an object for
// each foreign key stands ready, and is filled when it is asked for.
#pragma once

#include <QDjangoModel.h>

#include <QString>

class Publisher : public QDjangoModel {
  Q_OBJECT
  Q_PROPERTY(QString name READ name WRITE setName)
public:
  explicit Publisher(QObject *parent = nullptr) : QDjangoModel(parent) {}
  QString name() const { return name_; }
  void setName(const QString &name) { name_ = name; }

private:
  QString name_;
};

class Author : public QDjangoModel {
  Q_OBJECT
  Q_PROPERTY(QString name READ name WRITE setName)
  Q_PROPERTY(Publisher *publisher READ publisher WRITE setPublisher)
public:
  explicit Author(QObject *parent = nullptr) : QDjangoModel(parent) {
    setForeignKey("publisher", new Publisher(this));
  }
  QString name() const { return name_; }
  void setName(const QString &name) { name_ = name; }
  Publisher *publisher() const { return qobject_cast<Publisher *>(foreignKey("publisher")); }
  void setPublisher(Publisher *publisher) { setForeignKey("publisher", publisher); }

private:
  QString name_;
};

class Book : public QDjangoModel {
  Q_OBJECT
  Q_PROPERTY(QString title READ title WRITE setTitle)
  Q_PROPERTY(Author *author READ author WRITE setAuthor)
public:
  explicit Book(QObject *parent = nullptr) : QDjangoModel(parent) {
    setForeignKey("author", new Author(this));
  }
  QString title() const { return title_; }
  void setTitle(const QString &title) { title_ = title; }
  Author *author() const { return qobject_cast<Author *>(foreignKey("author")); }
  void setAuthor(Author *author) { setForeignKey("author", author); }

private:
  QString title_;
};
