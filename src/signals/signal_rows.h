// A published pattern holds, on these rows.
#pragma once

#include <cstdint>

#include "records/columns.h"

namespace chokepoint::signals {

using records::Moment;
using records::RowId;
using records::Text;

// One typology on one subject.
struct Signal {
  RowId signal_id;
  Text typology;  // its id in data/typologies
  Text subject_kind;  // consignment
  RowId subject_id;
  float strength = 0;  // 0..1
  Text says;  // in words, with the figures
  Moment known_at;
};

// A row that a signal rests on.
struct Evidence {
  RowId signal_id;
  std::int32_t position = 0;  // from 0
  Text row_table;
  RowId row_id;
};

}  // namespace chokepoint::signals

namespace chokepoint::records {

template <>
struct Table<signals::Signal> {
  static constexpr const char* kName = "signal";
  static constexpr auto columns() {
    using Row = signals::Signal;
    return std::tuple{
        Column{"signal_id", &Row::signal_id},
        Column{"typology", &Row::typology},
        Column{"subject_kind", &Row::subject_kind},
        Column{"subject_id", &Row::subject_id},
        Column{"strength", &Row::strength},
        Column{"says", &Row::says},
        Column{"known_at", &Row::known_at},
    };
  }
};

template <>
struct Table<signals::Evidence> {
  static constexpr const char* kName = "evidence";
  static constexpr auto columns() {
    using Row = signals::Evidence;
    return std::tuple{
        Column{"signal_id", &Row::signal_id},
        Column{"position", &Row::position},
        Column{"row_table", &Row::row_table},
        Column{"row_id", &Row::row_id},
    };
  }
};

}  // namespace chokepoint::records
