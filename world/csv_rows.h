// Builds CSV text: fields are appended in the order of the columns and quoted where they must be.
#pragma once

#include <string>
#include <string_view>

namespace chokepoint::world {

class CsvRows {
 public:
  std::string text;

  // `append` adds the field's bytes to the string that it is given.
  template <class Append>
  void field(Append&& append) {
    separate();
    const std::size_t from = text.size();
    append(text);
    quote_from(from);
  }
  void add(std::string_view value) {
    field([&](std::string& out) { out += value; });
  }
  // For what holds no comma, quote or line break by construction.
  void add_plain(std::string_view value) {
    separate();
    text += value;
  }
  void skip() { separate(); }
  void end_row() {
    text += '\n';
    is_first_ = true;
  }
  void header(std::string_view columns) {
    text += columns;
    text += '\n';
  }

 private:
  void separate() {
    if (!is_first_) text += ',';
    is_first_ = false;
  }
  static bool needs_quotes(std::string_view value) {
    for (const char c : value) {
      if (c <= ',' && (c == ',' || c == '"' || c == '\n' || c == '\r')) return true;
    }
    return false;
  }
  void quote_from(std::size_t from) {
    if (!needs_quotes(std::string_view(text).substr(from))) return;
    for (std::size_t at = text.find('"', from); at != std::string::npos;
         at = text.find('"', at + 2)) {
      text.insert(at, 1, '"');
    }
    text.insert(from, 1, '"');
    text += '"';
  }

  bool is_first_ = true;
};

}  // namespace chokepoint::world
