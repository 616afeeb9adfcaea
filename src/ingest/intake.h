// The one way rows enter a case file: typed rows in, duplicates recognised, rejects kept, all of a
// file in one transaction.
//
// Rows of one kind with an id that is there already are "repeated" when their content is equal, and
// a reject ("id seen before with other content") when it is not. Ids must be set by the caller
// (records/row_id.h). Texts need to live until the call returns. Rows may come in any order and any
// number; memory stays bounded by flushing.
#pragma once

#include <memory>
#include <string>

#include "chokepoint/error.h"
#include "ingest/row_reader.h"
#include "records/nouns.h"
#include "store/store.h"

namespace chokepoint::ingest {

class Intake {
 public:
  struct Counts {
    std::uint64_t added = 0, repeated = 0, rejected = 0;
  };
  // Opens a transaction. `file_name` without its folder; `content_hash` of the whole file.
  static Expected<Intake> begin(store::Store& store, const records::SourceFile& source);
  Intake(Intake&&) noexcept;
  Intake& operator=(Intake&&) noexcept;
  ~Intake();  // rolls back unless committed

  records::RowId source_file_id() const;

  // The file is a whole list as it stood at `known_at`: commit adds the row that says which entries
  // and details it names.
  void take_as_whole_list(records::Moment known_at);

  Expected<> add(const records::Consignment& row);
  Expected<> add(const records::Item& row);
  Expected<> add(const records::Mention& row);
  Expected<> add(const records::Payment& row);
  Expected<> add(const records::Listing& row);
  Expected<> add(const records::Licence& row);
  Expected<> add(const records::Notification& row);
  Expected<> add(const records::PartyDecision& row);
  Expected<> add(const records::Outcome& row);
  Expected<> add(const records::ListEntry& row);
  Expected<> add(const records::ListDetail& row);
  Expected<> reject(const BadRow& bad);

  // When to refuse the whole file: more than `share` of its rows refused, in a file of more than
  // ten rows.
  struct RejectLimit {
    double share = 1;
    std::uint64_t refused_rows = 0;  // rows that never came here; those found to contradict an id
                                     // are added
  };

  // Settles what was added and closes the transaction. `principal_table` is the one whose counts
  // are reported: "consignment", "item", "list_entry", ... Errors: rejected (names the first rows;
  // nothing is kept), disk_full.
  Expected<Counts> commit(const std::string& principal_table, std::uint64_t rows_read,
                          const RejectLimit& limit);
  Expected<Counts> commit(const std::string& principal_table, std::uint64_t rows_read) {
    return commit(principal_table, rows_read, RejectLimit{});
  }

 private:
  struct State;
  Expected<> check_limit(const RejectLimit& limit, std::uint64_t refused,
                         std::uint64_t rows_read) const;

  explicit Intake(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::ingest
