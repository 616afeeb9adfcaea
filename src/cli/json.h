// Reads the JSON documents that the library hands back as text. A tree of values that is never
// changed once read.
//
// Asking for what is not there is no error: it gives the null value, an empty text, an empty list
// or the number named by the caller, so that a reader of an older or newer document simply sees
// less. Safe to read from several threads.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint::cli {

class Json {
 public:
  enum class Kind { null, boolean, number, text, list, object };

  Json() = default;
  // Cost: a copy of the document. Errors: format.
  static Expected<Json> parse(std::string_view document);

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }

  // The member of that name; null where there is none or this is no object.
  const Json& operator[](std::string_view name) const;
  // The values of a list, or of an object in the order of `names`.
  std::span<const Json> items() const { return items_; }
  std::span<const std::string> names() const { return names_; }
  std::size_t size() const { return items_.size(); }

  // A text without its quotes; a number or boolean as written; "" for all else.
  const std::string& text() const { return text_; }
  // `otherwise` where this is no number.
  double number(double otherwise = 0) const { return kind_ == Kind::number ? number_ : otherwise; }
  bool boolean(bool otherwise = false) const {
    return kind_ == Kind::boolean ? number_ != 0 : otherwise;
  }

 private:
  friend struct JsonBuilder;
  Kind kind_ = Kind::null;
  double number_ = 0;
  std::string text_;
  std::vector<std::string> names_;
  std::vector<Json> items_;
};

// `text` in quotes, escaped for JSON. The text must be UTF-8.
std::string quote_json(std::string_view text);

}  // namespace chokepoint::cli
