#include "ingest/json_reader.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <map>
#include <unordered_map>

#include "base/check.h"
#include "ingest/json_objects.h"
#include "ingest/window.h"

namespace chokepoint::ingest {
namespace {

namespace ondemand = simdjson::ondemand;
using records::Text;

constexpr std::size_t kColumnsMax = 2000;
constexpr std::size_t kFirstBytesMax = std::size_t{16} << 20;
constexpr std::size_t kBatchRows = std::size_t{64} << 10;
constexpr std::size_t kBatchBytes = std::size_t{64} << 20;
constexpr std::size_t kShownBytes = 200;
constexpr int kDepthMax = 32;

// Where a cell belongs: to the consignment, or to one of its content lines.
enum class Scope { parent, child };

// Told what an object holds, in the object's order.
class CellVisitor {
 public:
  virtual ~CellVisitor() = default;
  virtual void cell(Scope scope, std::string_view child_array, std::string_view path,
                    Text value) = 0;
  virtual void begin_child() = 0;
};

class Nobody final : public CellVisitor {
 public:
  void cell(Scope, std::string_view, std::string_view, Text) override {}
  void begin_child() override {}
};

// Walks one object. The error is what simdjson or a limit says; what was visited before it must be
// forgotten.
class Flattener {
 public:
  std::string flatten(std::string_view text, CellVisitor& visitor) {
    visitor_ = &visitor;
    path_.clear();
    child_array_.clear();
    scope_ = Scope::parent;
    ondemand::document document;
    if (const auto error =
            parser_.iterate(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING)
                .get(document)) {
      return simdjson::error_message(error);
    }
    ondemand::object object;
    if (document.get_object().get(object)) return "not a JSON object";
    if (!walk(object, 0)) return reason_;
    const char* behind = nullptr;
    const bool at_end = document.current_location().get(behind) == simdjson::OUT_OF_BOUNDS;
    if (!at_end) return "text behind the object";
    return "";
  }

 private:
  bool failed(simdjson::error_code error) {
    if (error) reason_ = simdjson::error_message(error);
    return error != simdjson::SUCCESS;
  }

  bool walk(ondemand::object object, int depth) {
    if (depth == kDepthMax) {
      reason_ = "nested deeper than 32";
      return false;
    }
    for (auto field : object) {
      std::string_view key;
      if (failed(field.unescaped_key().get(key))) return false;
      ondemand::value value;
      const std::size_t before = path_.size();
      if (before > 0) path_ += '.';
      path_ += key;
      const bool is_child = scope_ == Scope::parent && is_child_array(key);
      if (failed(field.value().get(value)) || !walk_value(value, is_child, depth)) return false;
      path_.resize(before);
    }
    return true;
  }

  bool walk_value(ondemand::value value, bool is_child, int depth) {
    ondemand::json_type type;
    if (failed(value.type().get(type))) return false;
    if (type == ondemand::json_type::object) {
      ondemand::object object;
      return !failed(value.get_object().get(object)) && walk(object, depth + 1);
    }
    if (type == ondemand::json_type::array) {
      ondemand::array array;
      return !failed(value.get_array().get(array)) && walk_array(array, is_child, depth + 1);
    }
    Text text;
    if (!read_scalar(value, type, text)) return false;
    visitor_->cell(scope_, child_array_, path_, text);
    return true;
  }

  bool walk_array(ondemand::array array, bool is_child, int depth) {
    if (depth >= kDepthMax) {
      reason_ = "nested deeper than 32";
      return false;
    }
    std::string joined;
    const std::size_t before = path_.size();
    std::size_t number = 0;
    for (auto element : array) {
      ondemand::value value;
      ondemand::json_type type;
      if (failed(element.get(value)) || failed(value.type().get(type))) return false;
      if (type != ondemand::json_type::object && type != ondemand::json_type::array) {
        Text text;
        if (!read_scalar(value, type, text)) return false;
        if (!joined.empty() && !text.empty()) joined += ';';
        joined += text;
      } else if (is_child && type == ondemand::json_type::object) {
        if (!walk_child(value, depth)) return false;
      } else {
        path_ += fmt::format(".{}", number);
        if (!walk_value(value, false, depth)) return false;
        path_.resize(before);
      }
      ++number;
    }
    if (!joined.empty()) visitor_->cell(scope_, child_array_, path_, joined);
    return true;
  }

  bool walk_child(ondemand::value value, int depth) {
    ondemand::object object;
    if (failed(value.get_object().get(object))) return false;
    std::string outer_path;
    outer_path.swap(path_);
    child_array_ = outer_path;
    scope_ = Scope::child;
    visitor_->begin_child();
    const bool done = walk(object, depth);
    scope_ = Scope::parent;
    path_ = std::move(outer_path);
    return done;
  }

  bool read_scalar(ondemand::value value, ondemand::json_type type, Text& text) {
    if (type == ondemand::json_type::string) return !failed(value.get_string().get(text));
    if (type == ondemand::json_type::number) {
      double ignored;
      text = trim(value.raw_json_token());
      return !failed(value.get_double().get(ignored));
    }
    if (type == ondemand::json_type::boolean) {
      bool truth;
      if (failed(value.get_bool().get(truth))) return false;
      text = truth ? "true" : "false";
      return true;
    }
    text = {};
    bool is_null = false;
    if (failed(value.is_null().get(is_null))) return false;
    if (!is_null) reason_ = "a value that is no JSON";
    return is_null;
  }

  static Text trim(Text text) {
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
  }

  ondemand::parser parser_;
  CellVisitor* visitor_ = nullptr;
  std::string path_;
  std::string child_array_;
  std::string reason_;
  Scope scope_ = Scope::parent;
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
using ColumnMap = std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>;

// Collects the columns of the first objects in the order in which they come.
class Discovery final : public CellVisitor {
 public:
  void cell(Scope scope, std::string_view child_array, std::string_view path, Text) override {
    auto& seen = scope == Scope::parent ? parent_ : child_;
    if (seen.size() + other(scope).size() >= kColumnsMax || seen.contains(path)) return;
    seen.emplace(std::string(path), order_.size());
    order_.push_back({scope, std::string(child_array), std::string(path)});
  }
  void begin_child() override {}

  std::vector<std::string> columns() const {
    std::vector<std::string> names;
    for (const Seen& seen : order_) {
      const bool taken = seen.scope == Scope::child && parent_.contains(seen.path);
      names.push_back(taken ? seen.child_array + "." + seen.path : seen.path);
    }
    return names;
  }
  const ColumnMap& parent() const { return parent_; }
  const ColumnMap& child() const { return child_; }

 private:
  struct Seen {
    Scope scope;
    std::string child_array;
    std::string path;
  };
  const ColumnMap& other(Scope scope) const { return scope == Scope::parent ? child_ : parent_; }

  std::vector<Seen> order_;
  ColumnMap parent_;
  ColumnMap child_;
};

// Puts the cells of one object into rows.
class RowFiller final : public CellVisitor {
 public:
  struct LateName {
    std::uint64_t line = 0;
    std::uint64_t count = 0;
    std::string value;
  };

  RowFiller(const Discovery& discovery, std::size_t column_count)
      : parent_columns_(discovery.parent()),
        child_columns_(discovery.child()),
        column_count_(column_count) {}

  void begin_object(base::Arena& arena, std::uint64_t line) {
    arena_ = &arena;
    line_ = line;
    parent_.assign(column_count_, {});
    children_.clear();
    child_count_ = 0;
    late_.clear();
  }

  void begin_child() override { children_.resize(++child_count_ * column_count_); }

  void cell(Scope scope, std::string_view child_array, std::string_view path, Text value) override {
    const ColumnMap& columns = scope == Scope::parent ? parent_columns_ : child_columns_;
    const auto found = columns.find(path);
    if (found == columns.end()) {
      late_.emplace_back(
          scope == Scope::parent ? std::string(path) : fmt::format("{}.{}", child_array, path),
          std::string(value.substr(0, kShownBytes)));
      return;
    }
    Text* const row =
        scope == Scope::parent ? parent_.data() : &children_[(child_count_ - 1) * column_count_];
    row[found->second] = arena_->keep(value);
  }

  // The object was whole: its rows go into the batch.
  void finish_object(RowBatch& batch) {
    for (auto& [name, value] : late_) {
      auto found = late_names_.find(name);
      if (found == late_names_.end()) {
        if (late_names_.size() == kColumnsMax) continue;
        found = late_names_.emplace(std::move(name), LateName{line_, 0, std::move(value)}).first;
      }
      ++found->second.count;
    }
    if (child_count_ == 0) {
      batch.cells.insert(batch.cells.end(), parent_.begin(), parent_.end());
      batch.lines.push_back(line_);
      return;
    }
    for (std::size_t child = 0; child < child_count_; ++child) {
      for (std::size_t column = 0; column < column_count_; ++column) {
        const Text own = children_[child * column_count_ + column];
        batch.cells.push_back(own.empty() ? parent_[column] : own);
      }
      batch.lines.push_back(line_);
    }
  }

  const std::map<std::string, LateName>& late_names() const { return late_names_; }

 private:
  const ColumnMap& parent_columns_;
  const ColumnMap& child_columns_;
  std::size_t column_count_;
  base::Arena* arena_ = nullptr;
  std::uint64_t line_ = 0;
  std::vector<Text> parent_;
  std::vector<Text> children_;
  std::size_t child_count_ = 0;
  std::vector<std::pair<std::string, std::string>> late_;
  std::map<std::string, LateName> late_names_;
};

// Either cut of a file: by lines, or by brackets.
class ObjectTexts {
 public:
  ObjectTexts(std::unique_ptr<ByteSource> source, const JsonOptions& options) {
    if (options.one_object_a_line) {
      lines_ = std::make_unique<LineReader>(std::move(source), options.object_bytes_max);
    } else {
      objects_ = std::make_unique<JsonObjects>(std::move(source), options.object_bytes_max);
    }
  }

  Expected<bool> next(JsonObject& object) {
    if (objects_) return objects_->next(object);
    Line line;
    while (true) {
      TRY_ASSIGN(const bool found, lines_->next(line));
      if (!found) return false;
      if (line.text.find_first_not_of(" \t") != std::string_view::npos) break;
    }
    object.text = line.text;
    object.line = line.number;
    object.bad = line.too_long ? "line longer than allowed" : "";
    return true;
  }

 private:
  std::unique_ptr<LineReader> lines_;
  std::unique_ptr<JsonObjects> objects_;
};

class JsonReader final : public RowReader {
 public:
  JsonReader(std::unique_ptr<ByteSource> source, const JsonOptions& options)
      : texts_(std::move(source), options), options_(options) {}

  Expected<> open() {
    JsonObject object;
    std::size_t bytes = 0;
    std::size_t good = 0;
    while (first_.size() < options_.objects_for_columns && bytes < kFirstBytesMax) {
      TRY_ASSIGN(const bool found, texts_.next(object));
      if (!found) break;
      bytes += object.text.size();
      First first{{}, object.text.size(), object.line, object.bad};
      first.text.reserve(object.text.size() + Window::kPadding);
      first.text = object.text;
      first.text.append(Window::kPadding, ' ');
      // A broken object must leave no columns behind, so it is walked once for nothing.
      Nobody nobody;
      if (object.bad.empty() && flattener_.flatten(first.view(), nobody).empty()) {
        flattener_.flatten(first.view(), discovery_);
        ++good;
      }
      first_.push_back(std::move(first));
    }
    if (good == 0) {
      return fail(
          ErrorCode::format,
          "no JSON object was found; expected an array of objects, an object with one array "
          "of objects, or one object a line");
    }
    columns_ = discovery_.columns();
    filler_ = std::make_unique<RowFiller>(discovery_, columns_.size());
    return {};
  }

  const std::vector<std::string>& columns() const override { return columns_; }

  Expected<bool> next(RowBatch& batch) override {
    batch.clear();
    batch.column_count = columns_.size();
    while (batch.size() < kBatchRows && batch.arena.bytes() < kBatchBytes &&
           batch.bad_rows.size() < kBatchRows) {
      if (next_first_ < first_.size()) {
        const First& first = first_[next_first_++];
        add({first.view(), first.line, first.bad}, batch);
        if (next_first_ == first_.size()) std::vector<First>().swap(first_), next_first_ = 0;
        continue;
      }
      TRY_ASSIGN(const bool found, texts_.next(object_));
      if (!found) {
        if (batch.size() > 0) return true;
        tell_late_names(batch);
        return false;
      }
      add(object_, batch);
    }
    return true;
  }

 private:
  struct First {
    std::string text;
    std::size_t size;
    std::uint64_t line;
    std::string bad;
    std::string_view view() const { return std::string_view(text).substr(0, size); }
  };

  void add(const JsonObject& object, RowBatch& batch) {
    std::string bad = object.bad;
    if (bad.empty()) {
      filler_->begin_object(batch.arena, object.line);
      bad = flattener_.flatten(object.text, *filler_);
    }
    if (bad.empty()) {
      filler_->finish_object(batch);
    } else {
      batch.bad_rows.push_back(
          {object.line, "", std::string(object.text.substr(0, kShownBytes)), std::move(bad)});
    }
  }

  void tell_late_names(RowBatch& batch) {
    if (late_told_) return;
    late_told_ = true;
    for (const auto& [name, late] : filler_->late_names()) {
      batch.bad_rows.push_back(
          {late.line, name, late.value,
           fmt::format("not a field of the first {} objects; came {} times from here on",
                       options_.objects_for_columns, late.count)});
    }
  }

  ObjectTexts texts_;
  JsonOptions options_;
  Flattener flattener_;
  Discovery discovery_;
  std::unique_ptr<RowFiller> filler_;
  std::vector<std::string> columns_;
  std::vector<First> first_;
  std::size_t next_first_ = 0;
  JsonObject object_;
  bool late_told_ = false;
};

}  // namespace

Expected<std::unique_ptr<RowReader>> open_json(std::unique_ptr<ByteSource> source,
                                               const JsonOptions& options) {
  auto reader = std::make_unique<JsonReader>(std::move(source), options);
  TRY(reader->open());
  return reader;
}

}  // namespace chokepoint::ingest
