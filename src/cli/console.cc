#include "cli/console.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>

#include "chokepoint/rows.h"
#include "cli/json.h"
#include "cli/table.h"

namespace chokepoint::cli {
namespace {

std::size_t terminal_width(int stream) {
  if (isatty(stream) == 0) return 0;
  winsize size{};
  if (ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

bool environment_says(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

// Infinity and NaN are no JSON numbers.
bool is_json_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("+-.eE0123456789") == std::string_view::npos;
}

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

ConsoleOptions console_options_of_this_process() {
  ConsoleOptions options;
  options.width = terminal_width(STDOUT_FILENO);
  options.error_width = terminal_width(STDERR_FILENO);
  options.format = options.width > 0 ? Format::table : Format::json;
  const char* terminal = std::getenv("TERM");
  const bool is_dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  options.color = options.width > 0 && !is_dumb && !environment_says("NO_COLOR");
  if (is_dumb) options.error_width = 0;
  options.may_ask = isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0;
  return options;
}

Console::Console(std::ostream& out, std::ostream& error, ConsoleOptions options)
    : out_(out),
      error_(error),
      options_(options),
      progress_(std::make_unique<ProgressDisplay>(error, options.error_width, seconds_now)) {}

void Console::print(std::string_view text) {
  progress_->finish();
  out_ << text;
}

Expected<> Console::print_rows(const CaseFile::Rows& rows, std::string_view laid_out) {
  switch (options_.format) {
    case Format::table:
      print(laid_out.empty() ? lay_out_table(as_table(rows), options_.width) : laid_out);
      break;
    case Format::json: print(as_json(rows)); break;
    case Format::csv: print(as_csv(rows)); break;
    case Format::parquet: {
      if (options_.width > 0) {
        return fail(ErrorCode::usage,
                    "--format parquet is not for a terminal; write it to a file: > answer.parquet");
      }
      TRY_ASSIGN(const std::string bytes, rows_as_parquet(rows));
      print(bytes);
      break;
    }
  }
  return {};
}

Expected<> Console::print_document(std::string_view document,
                                   const std::function<CaseFile::Rows()>& rows,
                                   const std::function<std::string()>& layout) {
  if (options_.format == Format::json) {
    print(document);
    if (!document.ends_with('\n')) print("\n");
    return {};
  }
  if (options_.format == Format::table) {
    print(layout());
    return {};
  }
  return print_rows(rows());
}

void Console::note(std::string_view text) {
  if (!options_.quiet) warn(text);
}

void Console::warn(std::string_view text) {
  progress_->finish();
  out_.flush();
  error_ << text << std::endl;
}

std::optional<std::string> Console::ask(std::string_view question) {
  if (!options_.may_ask) return std::nullopt;
  progress_->finish();
  error_ << question << ' ' << std::flush;
  std::string answer;
  if (!std::getline(std::cin, answer)) return std::nullopt;
  return answer;
}

Progress Console::progress() {
  if (options_.quiet) return {};
  return [display = progress_.get()](std::string_view what, std::uint64_t done,
                                     std::uint64_t total) { display->show(what, done, total); };
}

std::string Console::marked(std::string_view text, std::string_view code) const {
  if (!options_.color || options_.format != Format::table) return std::string(text);
  return fmt::format("\033[{}m{}\033[0m", code, text);
}

Expected<> Console::finish() {
  progress_->finish();
  out_.flush();
  if (!out_)
    return fail(ErrorCode::io,
                "the answer could not be written to stdout in full; is the disk full?");
  return {};
}

std::string as_csv(const CaseFile::Rows& rows) {
  std::string text;
  const auto append = [&](std::string_view field) {
    if (!field.empty() && field.find_first_of(",\"\r\n") == std::string_view::npos) {
      text += field;
      return;
    }
    text += '"';
    for (const char letter : field) {
      if (letter == '"') text += '"';
      text += letter;
    }
    text += '"';
  };
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    if (i > 0) text += ',';
    append(rows.columns[i]);
  }
  text += '\n';
  for (const auto& row : rows.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += ',';
      if (row[i]) append(*row[i]);
    }
    text += '\n';
  }
  return text;
}

std::string as_json(const CaseFile::Rows& rows) {
  std::string text = "[";
  for (std::size_t r = 0; r < rows.rows.size(); ++r) {
    text += r > 0 ? ",\n {" : "\n {";
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
      if (i > 0) text += ", ";
      text += quote_json(rows.columns[i]) + ": ";
      const auto& cell = rows.rows[r][i];
      const std::string_view type = rows.types[i];
      if (!cell) {
        text += "null";
      } else if (type == "BOOLEAN" ||
                 ((type == "INTEGER" || type == "DOUBLE") && is_json_number(*cell))) {
        text += *cell;
      } else {
        text += quote_json(*cell);
      }
    }
    text += '}';
  }
  return text + (rows.rows.empty() ? "]\n" : "\n]\n");
}

}  // namespace chokepoint::cli
