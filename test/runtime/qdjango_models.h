// QDjango models: books and their authors (number keys), tags (text keys), and notes, each on a
// book, an author or a tag.
#pragma once

#include <QDjangoModel.h>

#include <QString>

class Author : public QDjangoModel {
  Q_OBJECT
  Q_PROPERTY(QString name READ name WRITE setName)

public:
  QString name() const { return name_; }
  void setName(const QString &name) { name_ = name; }

private:
  QString name_;
};

class Book : public QDjangoModel {
  Q_OBJECT
  Q_PROPERTY(QString title READ title WRITE setTitle)
  Q_PROPERTY(int author READ author WRITE setAuthor)

public:
  QString title() const { return title_; }
  void setTitle(const QString &title) { title_ = title; }
  int author() const { return author_; }
  void setAuthor(int author) { author_ = author; }

private:
  QString title_;
  int author_ = 0;
};

class Tag : public QDjangoModel {
  Q_OBJECT
  Q_PROPERTY(QString slug READ slug WRITE setSlug)
  Q_PROPERTY(int weight READ weight WRITE setWeight)
  Q_CLASSINFO("slug", "primary_key=true max_length=50")

public:
  QString slug() const { return slug_; }
  void setSlug(const QString &slug) { slug_ = slug; }
  int weight() const { return weight_; }
  void setWeight(int weight) { weight_ = weight; }

private:
  QString slug_;
  int weight_ = 0;
};

class Note : public QDjangoModel {
  Q_OBJECT
  Q_PROPERTY(QString kind READ kind WRITE setKind)
  Q_PROPERTY(QString target READ target WRITE setTarget)

public:
  QString kind() const { return kind_; }
  void setKind(const QString &kind) { kind_ = kind; }
  QString target() const { return target_; }
  void setTarget(const QString &target) { target_ = target; }

private:
  QString kind_;
  QString target_;
};
