// The two streams of a command: stdout for what was asked, stderr for everything about it.
#pragma once

#include <cstddef>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "cli/progress.h"

namespace chokepoint::cli {

enum class Format { table, json, csv, parquet };

struct ConsoleOptions {
  Format format = Format::table;
  std::size_t width = 0;        // cells of the terminal that stdout is; 0: it is none
  std::size_t error_width = 0;  // the same of stderr
  bool color = false;
  bool quiet = false;
  bool may_ask = false;  // stdin and stderr are a terminal and --no-input is not given
};

class Console {
 public:
  Console(std::ostream& out, std::ostream& error, ConsoleOptions options);

  Format format() const { return options_.format; }
  std::size_t width() const { return options_.width; }
  bool is_quiet() const { return options_.quiet; }

  // Data: to stdout, as it is.
  void print(std::string_view text);
  // In the format asked for. For Format::table `laid_out` is printed where it is not empty, else
  // the rows as a table.
  Expected<> print_rows(const CaseFile::Rows& rows, std::string_view laid_out = {});
  // A JSON document, or its rows and layout; these are asked for only when needed.
  Expected<> print_document(std::string_view document, const std::function<CaseFile::Rows()>& rows,
                            const std::function<std::string()>& layout);

  // About the work: to stderr, a line of its own; not with --quiet.
  void note(std::string_view text);
  // Also with --quiet.
  void warn(std::string_view text);
  // Nothing where nobody can be asked.
  std::optional<std::string> ask(std::string_view question);

  Progress progress();

  // Marks for a terminal; the text alone where there is no colour.
  std::string strong(std::string_view text) const { return marked(text, "1"); }
  std::string faint(std::string_view text) const { return marked(text, "2"); }
  std::string marked(std::string_view text, std::string_view code) const;

  // Whether all data reached stdout; a full disk shows only here.
  Expected<> finish();

 private:
  std::ostream& out_;
  std::ostream& error_;
  ConsoleOptions options_;
  std::unique_ptr<ProgressDisplay> progress_;
};

// stdout, stderr and the environment of this process.
ConsoleOptions console_options_of_this_process();

// Fields with a comma, quote or line end in quotes (RFC 4180); what is unknown is an empty field,
// an empty text "".
std::string as_csv(const CaseFile::Rows& rows);
// A list of objects, one a line. 64-bit ids are texts, since they do not fit a JSON number.
std::string as_json(const CaseFile::Rows& rows);

}  // namespace chokepoint::cli
