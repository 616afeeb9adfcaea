// The public case file: each question to the part that answers it, and a line in the audit chain
// for it.
#include "chokepoint/case_file.h"

#include <fmt/format.h>

#include <chrono>

#include "cases/audit.h"
#include "cases/decisions.h"
#include "engine/evaluate.h"
#include "engine/explain.h"
#include "engine/export.h"
#include "engine/list_updates.h"
#include "engine/party_desk.h"
#include "engine/party_document.h"
#include "engine/ranking.h"
#include "engine/rebuild.h"
#include "engine/runner.h"
#include "engine/summary.h"
#include "ingest/ingest.h"
#include "store/store.h"

namespace chokepoint {

using store::Store;

struct CaseFile::State {
  Store store;
  CaseOptions options;

  // The one place where the program asks for the time: what people do has the clock's.
  static records::Moment now() {
    return {std::chrono::duration_cast<std::chrono::microseconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
  }

  Expected<> note(std::string_view action, std::string_view subject, std::string details) {
    if (options.read_only) return {};
    return cases::append_audit_line(store,
                                    {now(), options.actor, action, subject, std::move(details)});
  }
};

namespace {

store::OpenOptions open_options(const CaseOptions& options) {
  return {options.read_only, options.key, options.memory_limit_mb, options.threads};
}

CaseFile::Rows as_rows(store::TextRows rows) {
  return {std::move(rows.columns), std::move(rows.types), std::move(rows.rows)};
}

}  // namespace

CaseFile::CaseFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
CaseFile::CaseFile(CaseFile&&) noexcept = default;
CaseFile& CaseFile::operator=(CaseFile&&) noexcept = default;
CaseFile::~CaseFile() = default;

Expected<CaseFile> CaseFile::create(const std::filesystem::path& path, const CaseOptions& options) {
  TRY_ASSIGN(Store store, Store::create(path, open_options(options)));
  CaseFile file(std::make_unique<State>(State{std::move(store), options}));
  TRY(file.state_->note("init", "", path.filename().string()));
  return file;
}

Expected<CaseFile> CaseFile::open(const std::filesystem::path& path, const CaseOptions& options) {
  TRY_ASSIGN(Store store, Store::open(path, open_options(options)));
  return CaseFile(std::make_unique<State>(State{std::move(store), options}));
}

Expected<CaseFile> CaseFile::in_memory(const CaseOptions& options) {
  TRY_ASSIGN(Store store, Store::in_memory(open_options(options)));
  return CaseFile(std::make_unique<State>(State{std::move(store), options}));
}

Expected<IngestReport> CaseFile::ingest(const std::filesystem::path& file,
                                        const IngestOptions& options) {
  TRY_ASSIGN(IngestReport report,
             ingest::ingest_file(state_->store, file, options, state_->options.progress));
  TRY(state_->note("ingest", report.file,
                   fmt::format("as {}: {} rows, {} added, {} rejected", options.kind, report.rows,
                               report.added, report.rejected)));
  return report;
}

Expected<RunReport> CaseFile::run(const RunOptions& options) {
  TRY_ASSIGN(RunReport report, engine::run_engine(state_->store, options, state_->options.progress,
                                                  state_->options.should_stop));
  TRY(state_->note("run", "",
                   fmt::format("{} events, {} consignments, {} signals", report.events,
                               report.consignments, report.signals)));
  return report;
}

Expected<std::string> CaseFile::targets_json(const TargetsOptions& options) {
  TRY_ASSIGN(std::string json, engine::rank_targets(state_->store, options));
  TRY(state_->note(
      "targets", options.subject,
      fmt::format("capacity {}, random {}, from {}, until {}, per {}", options.capacity,
                  options.random_share, options.from, options.until, options.per)));
  return json;
}

Expected<std::string> CaseFile::explain_json(std::string_view subject_id) {
  TRY_ASSIGN(std::string json, engine::explain_subject(state_->store, subject_id));
  TRY(state_->note("explain", subject_id, ""));
  return json;
}

Expected<std::string> CaseFile::evaluate_json(const EvaluateOptions& options) {
  TRY_ASSIGN(std::string json, engine::evaluate_case(state_->store, options));
  TRY(state_->note("evaluate", options.subject, options.truth.filename().string()));
  return json;
}

Expected<std::string> CaseFile::decide_json(const Decision& decision) {
  TRY_ASSIGN(std::string json,
             cases::record_decision(state_->store, decision, state_->options.actor, State::now()));
  TRY(state_->note("decide", decision.subject_id,
                   fmt::format("{}: {}", decision.verdict, decision.reason)));
  return json;
}

Expected<std::string> CaseFile::rule_on_parties_json(const PartyRuling& ruling) {
  TRY_ASSIGN(std::string json, engine::record_party_decision(state_->store, ruling,
                                                             state_->options.actor, State::now()));
  std::string subjects;
  for (const std::string& subject : ruling.subjects)
    subjects += (subjects.empty() ? "" : " ") + subject;
  TRY(state_->note("party", subjects, fmt::format("{}: {}", ruling.verdict, ruling.reason)));
  return json;
}

Expected<std::string> CaseFile::party_json(std::string_view reference) {
  TRY_ASSIGN(std::string json, engine::describe_party(state_->store, reference));
  TRY(state_->note("party", reference, "show"));
  return json;
}

Expected<std::string> CaseFile::summary_json() {
  return engine::summarise_case(state_->store);
}

Expected<CaseFile::Rows> CaseFile::sql(std::string_view query) {
  TRY_ASSIGN(const bool reads, state_->store.only_reads(query));
  if (!reads) return fail(ErrorCode::usage, "sql reads only: write one SELECT");
  TRY_ASSIGN(auto rows, state_->store.query(query));
  TRY(state_->note("sql", "", std::string(query)));
  return as_rows(std::move(rows));
}

Expected<std::string> CaseFile::rebuild_json(const RebuildOptions& options) {
  TRY_ASSIGN(std::string json,
             engine::rebuild_case(state_->store, options, state_->options.progress));
  TRY(state_->note("rebuild", "", options.until));
  return json;
}

Expected<CaseFile::Rows> CaseFile::list_updates(const ListUpdatesOptions& options) {
  TRY_ASSIGN(auto rows, engine::list_updates(state_->store, options));
  TRY(state_->note("lists", options.list_name, options.from));
  return as_rows(std::move(rows));
}

Expected<> CaseFile::export_tables(const std::filesystem::path& folder, std::string_view format) {
  TRY(engine::export_tables(state_->store, folder, format));
  return state_->note("export", "", std::string(format));
}

Expected<CaseFile::AuditVerdict> CaseFile::verify_audit() {
  return cases::verify_audit_chain(state_->store);
}

Expected<CaseFile::Rows> CaseFile::audit_lines() {
  TRY_ASSIGN(auto rows, state_->store.query("SELECT line, happened_at, actor, action, subject, "
                                            "details, hash FROM audit ORDER BY line",
                                            10'000'000));
  return as_rows(std::move(rows));
}

}  // namespace chokepoint
