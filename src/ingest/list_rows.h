// From what a list says to its rows: ids, when it was known, which checks its identifiers fail.
//
// An entry's id is made from the list's name, the entry's own id, its dates and a hash of its
// content, so that equal content gives the same row from every file, and changed content a new
// version. A detail's id is made from all that it says. `known_at` is when the entry came into
// force (`valid_from`); without that date when the file was received; else it was always known.
// Nationality, gender, religion and place of birth are in no field.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"
#include "ingest/list_sink.h"
#include "records/moment.h"
#include "records/row_id.h"

namespace chokepoint::ingest {

struct ListOptions {
  std::string list;                                       // its name, as in the rows
  records::Moment known_at = records::Moment::unknown();  // when the file was received
  records::RowId source_file_id = {};
  // A country's name as its alpha-2 code; "" keeps what the list says. None: nothing is looked up.
  std::function<std::string(std::string_view)> find_country = {};
};

struct ListCounts {
  std::uint64_t rows = 0;     // lines or elements read, good or bad
  std::uint64_t entries = 0;  // handed to the sink
  std::uint64_t details = 0;
  std::uint64_t rejects = 0;
};

struct DetailDraft {
  std::string kind;  // as in records::ListDetail
  std::string value;
  std::string city;
  std::string country;
  std::string own_id;  // the list's own number for it, where it has one
};

struct EntryDraft {
  std::string entry_id, kind, name, country, program, reason;
  // ISO 8601 as far as known: 1951-03-09, 1951-03, 1951; `~` behind it for about, `/` inside for a
  // span of time. Several alternatives have `;` between.
  std::string birth_date;
  records::Moment valid_from, valid_to;
  std::uint64_t line = 0;
  std::vector<DetailDraft> details;
};

class ListWriter {
 public:
  // Both outlive the writer.
  ListWriter(const ListOptions& options, ListSink& sink) : options_(options), sink_(sink) {}

  // The entry, then its details.
  Expected<> write(const EntryDraft& draft);
  // A detail whose entry stands elsewhere. `known_at` unknown: as an entry without a date.
  Expected<> write(std::string_view entry_id, const DetailDraft& draft, records::Moment known_at,
                   std::uint64_t line);
  Expected<> reject(std::uint64_t line, std::string_view field, std::string_view value,
                    std::string_view reason);

  void count_row() { ++counts_.rows; }
  const ListCounts& counts() const { return counts_; }

 private:
  records::Moment known_at(records::Moment valid_from) const;
  std::string country_of(const std::string& stated) const;

  const ListOptions& options_;
  ListSink& sink_;
  ListCounts counts_;
};

// "a, b": puts `part` behind `line` with the separator between, when there is a part.
void append_part(std::string& line, std::string_view part, std::string_view separator);
std::string_view trim_spaces(std::string_view text);

}  // namespace chokepoint::ingest
