// What an item is, under which list, and which papers that takes.
#pragma once

#include <cstdint>

#include "records/columns.h"

namespace chokepoint::goods {

using records::Moment;
using records::RowId;
using records::Text;

// One substance or machine in one item, under one regime that the route and the day bring into
// play.
struct GoodsFinding {
  RowId finding_id;
  RowId consignment_id;
  RowId item_row_id;
  Text substance;  // its id in data/regimes: a substance, a group, equipment; "residual" for a busy
                   // tariff code alone
  Text substance_name;
  Text cas;
  Text matched_by;    // name, cas, hs, structure, text
  Text matched_text;  // the span that matched
  Text coverage;      // named, group
  Text regime;        // ISO 3166 alpha-2, UN or EU; empty for "residual"
  Text list;
  Text status;           // in_force, not_yet, ended, proposed, unknown
  Text obligations;      // ; between
  Text papers;           // what papers it takes, ; between: licence, registration, import_permit,
                         // export_permit, pre_export_notification, declaration
  float confidence = 0;  // that the goods are this substance, 0..1
  Text source;
  Text source_status;  // verified, unverified
  Moment known_at;
};

}  // namespace chokepoint::goods

namespace chokepoint::records {

template <>
struct Table<goods::GoodsFinding> {
  static constexpr const char* kName = "goods_finding";
  static constexpr void columns(auto&& visit) {
    using Row = goods::GoodsFinding;
    visit(Column{"finding_id", &Row::finding_id});
    visit(Column{"consignment_id", &Row::consignment_id});
    visit(Column{"item_row_id", &Row::item_row_id});
    visit(Column{"substance", &Row::substance});
    visit(Column{"substance_name", &Row::substance_name});
    visit(Column{"cas", &Row::cas});
    visit(Column{"matched_by", &Row::matched_by});
    visit(Column{"matched_text", &Row::matched_text});
    visit(Column{"coverage", &Row::coverage});
    visit(Column{"regime", &Row::regime});
    visit(Column{"list", &Row::list});
    visit(Column{"status", &Row::status});
    visit(Column{"obligations", &Row::obligations});
    visit(Column{"papers", &Row::papers});
    visit(Column{"confidence", &Row::confidence});
    visit(Column{"source", &Row::source});
    visit(Column{"source_status", &Row::source_status});
    visit(Column{"known_at", &Row::known_at});
  }
};

}  // namespace chokepoint::records
