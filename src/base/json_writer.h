// Writes one JSON document, piece by piece. Numbers that are no numbers become null; text must be UTF-8 (what is not is
// replaced). Keys and values follow each other; commas are put in between.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::base {

class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(double number);
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(std::uint64_t number);
  JsonWriter& value(std::int32_t number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(bool claim);
  JsonWriter& null();

  template <class Value>
  JsonWriter& field(std::string_view name, const Value& given) {
    return key(name).value(given);
  }
  // A text that is null when empty.
  JsonWriter& optional_field(std::string_view name, std::string_view text) {
    return text.empty() ? key(name).null() : key(name).value(text);
  }

  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  void before_value();
  std::string text_;
  std::vector<bool> has_members_;  // by nesting
  bool after_key_ = false;
};

}  // namespace chokepoint::base
