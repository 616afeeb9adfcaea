// Delimited text as rows: RFC 4180 with what the field adds to it.
//
// A field may be quoted ("a, ""b""" with line breaks inside); a quote inside an unquoted field is a
// plain character. Lines end in LF, CR LF or CR; empty lines are skipped; a byte order mark and a
// first line `sep=;` are understood. The delimiter is one of , ; tab | and is found from the first
// rows when not given. A header line names the columns: names are trimmed, an empty one becomes
// column_N, a repeated one gets _2, _3.
//
// What cannot be cut becomes a BadRow and reading goes on: a row with another number of fields than
// the header (behind it), a field or row over its limit, a quote never closed or with text behind
// its closing quote (at the line after the one where the quote opened). Rows and bad rows are the
// same for any size of block and any piece of the source. Memory: one block and, at most, a row and
// a field at their limits. About 1 GB/s a core on plain input.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/byte_source.h"
#include "ingest/row_reader.h"

namespace chokepoint::ingest {

struct CsvOptions {
  char delimiter = '\0';  // none given: found from the first rows
  bool header = true;     // without one the columns are column_1, column_2, ...
  std::size_t field_bytes_max = std::size_t{1} << 20;
  std::size_t row_bytes_max = std::size_t{4} << 20;
  std::size_t block_bytes = std::size_t{4} << 20;  // read at a time
  std::size_t batch_rows = std::size_t{64} << 10;
};

class CsvReader final : public RowReader {
 public:
  // Reads the header. Errors: format (no header line: the file is empty), and what the source says.
  static Expected<std::unique_ptr<CsvReader>> open(std::unique_ptr<ByteSource> source,
                                                   const CsvOptions& options = {});

  const std::vector<std::string>& columns() const override { return columns_; }
  Expected<bool> next(RowBatch& batch) override;

  char delimiter() const { return options_.delimiter; }
  // The header as it stands in the file, shortened, for messages.
  const std::string& header_line() const { return header_line_; }

 private:
  struct Cutter;
  CsvReader(std::unique_ptr<ByteSource> source, const CsvOptions& options)
      : source_(std::move(source)), options_(options) {}

  Expected<> read_header();
  Expected<> fill_pending(std::size_t size);
  Expected<std::string_view> load_window(RowBatch& batch, std::size_t more);

  std::unique_ptr<ByteSource> source_;
  CsvOptions options_;
  std::vector<std::string> columns_;
  std::string header_line_;
  std::string pending_;          // read but not cut yet; begins where a row begins
  bool at_end_ = false;          // the source has no more
  bool skipping_ = false;        // dropping what is left of a bad line
  std::uint64_t next_line_ = 1;  // of the first byte of pending_
};

// The most likely delimiter of , ; tab | in a text's first lines, or '\0' where none of them cuts
// it in columns.
char find_delimiter(std::string_view text);

}  // namespace chokepoint::ingest
