// How a batch goes through: what looks at one row alone runs on all threads (keys of mentions,
// goods, rates); what remembers runs event by event in one pass, each stage keeping its own memory
// and seeing only what earlier stages said of this event.
#include "engine/engine.h"

#include <algorithm>

#include "base/parallel_for.h"
#include "base/stopwatch.h"
#include "engine/awaited.h"
#include "goods/goods.h"
#include "screening/paper_desk.h"
#include "screening/watch_list.h"
#include "targets/profile.h"

namespace chokepoint::engine {

using records::Batch;
using records::Event;
using records::EventKind;
using records::Range;
using records::RowId;
using records::Text;

namespace {

constexpr std::size_t kGrain = 512;

// Row counts before an event, to see what the event added.
struct Added {
  std::size_t hits, merges, signals;
};

signals::Participant find_role(const Batch& batch, const Event& event,
                               std::span<const parties::ResolvedMention> resolved, Text role) {
  for (std::uint32_t i = event.mentions.begin; i < event.mentions.end; ++i) {
    if (batch.mentions[i].role == role) return {&batch.mentions[i], &resolved[i], {}};
  }
  return {};
}

bool has_goods(const Event& event) {
  return event.kind == EventKind::consignment || event.kind == EventKind::manifest;
}

// As the goods are judged: known when the event is. Where no route is stated they go from the
// consignor's country to the consignee's.
records::Consignment as_judged(const Batch& batch, const Event& event) {
  records::Consignment consignment = batch.consignments[event.index];
  if (!consignment.happened_at.is_known()) consignment.happened_at = consignment.known_at;
  consignment.known_at = event.known_at;
  for (const records::Mention& mention : batch.mentions_of(event)) {
    if (mention.role == "consignor" && consignment.route_origin.empty()) {
      consignment.route_origin = mention.country;
    }
    if (mention.role == "consignee" && consignment.route_destination.empty()) {
      consignment.route_destination = mention.country;
    }
  }
  return consignment;
}

struct RecordTime {
  RowId id;
  records::Moment happened_at;
};

RecordTime record_of(const Batch& batch, const Event& event) {
  switch (event.kind) {
    case EventKind::licence:
      return {batch.licences[event.index].licence_row_id, batch.licences[event.index].valid_from};
    case EventKind::notification:
      return {batch.notifications[event.index].notification_row_id,
              batch.notifications[event.index].happened_at};
    case EventKind::listing:
      return {batch.listings[event.index].listing_row_id, batch.listings[event.index].happened_at};
    case EventKind::payment:
      return {batch.payments[event.index].payment_row_id, batch.payments[event.index].happened_at};
    case EventKind::consignment:
      return {batch.consignments[event.index].consignment_id,
              batch.consignments[event.index].happened_at};
    default: return {};
  }
}

Text table_of(EventKind kind) {
  switch (kind) {
    case EventKind::licence: return "licence";
    case EventKind::notification: return "notification";
    case EventKind::listing: return "listing";
    case EventKind::payment: return "payment";
    default: return "consignment";
  }
}

}  // namespace

struct Engine::State {
  goods::Catalogue catalogue;
  signals::StockPhrases phrases;
  parties::Resolver resolver;
  screening::WatchList watch_list;
  screening::PaperDesk paper_desk;
  network::TradeNetwork network;
  signals::Executor executor;
  targets::Scorer scorer;
  Awaited awaited;

  struct Seconds {
    double goods = 0, parties = 0, screening = 0, network = 0, signals = 0, targets = 0;
  } seconds;

  // What one batch needs on its way; indices are those of the batch.
  struct Work {
    const Batch& batch;
    Output& output;
    int threads;
    std::vector<parties::ResolvedMention> resolved;    // by mention
    std::vector<Range> findings;                       // by consignment, in output.findings
    std::vector<goods::GoodsFinding> findings_before;  // of the items that came earlier
    std::vector<Range> before;                         // by consignment, in findings_before
    std::vector<targets::Candidate> candidates;        // by consignment
    std::vector<Range> said;                           // by consignment, in output.signals

    std::span<const goods::GoodsFinding> new_findings(const Event& event) const {
      const Range range = findings[event.index];
      return std::span(output.findings).subspan(range.begin, range.size());
    }
    std::span<const goods::GoodsFinding> earlier_findings(const Event& event) const {
      const Range range = before[event.index];
      return std::span(findings_before).subspan(range.begin, range.size());
    }
    std::span<parties::ResolvedMention> resolved_of(const Event& event) {
      return std::span(resolved).subspan(event.mentions.begin, event.mentions.size());
    }
  };

  void read_mentions(Work& work) {
    base::Stopwatch watch(seconds.parties);
    work.resolved.resize(work.batch.mentions.size());
    base::parallel_for(work.resolved.size(), {work.threads, kGrain},
                       [&](std::size_t begin, std::size_t end) {
                         for (std::size_t i = begin; i < end; ++i)
                           work.resolved[i].keys = parties::read_mention(work.batch.mentions[i]);
                       });
  }

  void assess_goods(Work& work) {
    base::Stopwatch watch(seconds.goods);
    std::vector<const Event*> events;
    for (const Event& event : work.batch.events) {
      if (has_goods(event)) events.push_back(&event);
    }
    struct Piece {
      base::Arena arena;
      std::vector<goods::GoodsFinding> findings, before;
    };
    std::vector<Piece> pieces((events.size() + kGrain - 1) / kGrain);
    work.findings.resize(events.size());
    work.before.resize(events.size());
    base::parallel_for(
        events.size(), {work.threads, kGrain}, [&](std::size_t begin, std::size_t end) {
          Piece& piece = pieces[begin / kGrain];
          for (std::size_t i = begin; i < end; ++i) {
            const records::Consignment consignment = as_judged(work.batch, *events[i]);
            const std::span<const records::Item> items = work.batch.items_of(*events[i]);
            const std::span<const records::Item> added = work.batch.new_items_of(*events[i]);
            work.before[i] = assess(consignment, items.first(items.size() - added.size()),
                                    piece.arena, piece.before);
            work.findings[i] = assess(consignment, added, piece.arena, piece.findings);
          }
        });
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      Piece& piece = pieces[i];
      const std::size_t end = std::min(events.size(), (i + 1) * kGrain);
      append(piece.findings, std::span(work.findings).subspan(i * kGrain, end - i * kGrain),
             work.output.findings);
      append(piece.before, std::span(work.before).subspan(i * kGrain, end - i * kGrain),
             work.findings_before);
      work.output.arenas.push_back(std::move(piece.arena));
    }
  }

  // The range that the items' findings take in `findings`.
  Range assess(const records::Consignment& consignment, std::span<const records::Item> items,
               base::Arena& arena, std::vector<goods::GoodsFinding>& findings) const {
    const auto begin = static_cast<std::uint32_t>(findings.size());
    if (!items.empty()) goods::assess(catalogue, consignment, items, arena, findings);
    return {begin, static_cast<std::uint32_t>(findings.size())};
  }

  // Appends what one piece found; its ranges then count from the beginning of `all`.
  static void append(const std::vector<goods::GoodsFinding>& piece, std::span<Range> ranges,
                     std::vector<goods::GoodsFinding>& all) {
    const auto shift = static_cast<std::uint32_t>(all.size());
    all.insert(all.end(), piece.begin(), piece.end());
    for (Range& range : ranges) range = {range.begin + shift, range.end + shift};
  }

  // Everything that remembers, event by event.
  void take_event(Work& work, const Event& event) {
    if (event.kind == EventKind::manifest) return take_manifest(work, event);
    Output& output = work.output;
    const Added before{output.hits.size(), output.parties.party_merges.size(),
                       output.signals.size()};
    {
      base::Stopwatch watch(seconds.parties);
      resolver.advance(work.batch, event.mentions, work.resolved, output.parties);
    }
    {
      base::Stopwatch watch(seconds.screening);
      screen(work, event);
    }
    bool first_together = false;
    {
      base::Stopwatch watch(seconds.network);
      first_together = tie(work, event, before);
    }
    if (event.kind == EventKind::consignment) take_consignment(work, event, first_together);
  }

  void screen(Work& work, const Event& event) {
    const Batch& batch = work.batch;
    if (event.kind == EventKind::list_entry)
      watch_list.advance(batch.list_entries[event.index], work.output.hits);
    if (event.kind == EventKind::list_detail)
      watch_list.advance(batch.list_details[event.index], work.output.hits);
    std::vector<RowId> parties;
    for (std::uint32_t i = event.mentions.begin; i < event.mentions.end; ++i) {
      watch_list.advance(batch.mentions[i], work.resolved[i], work.output.hits);
      if (work.resolved[i].party_id) parties.push_back(work.resolved[i].party_id);
    }
    if (event.kind == EventKind::licence && !parties.empty()) {
      paper_desk.advance(batch.licences[event.index], parties.front());
    }
    if (event.kind == EventKind::notification)
      paper_desk.advance(batch.notifications[event.index], parties);
    if (event.kind == EventKind::consignment) look_up_papers(work, event, parties);
  }

  void look_up_papers(Work& work, const Event& event, std::span<const RowId> parties) {
    const auto findings = work.new_findings(event);
    if (findings.empty()) return;
    paper_desk.advance(as_judged(work.batch, event), findings, work.batch.new_items_of(event),
                       parties, work.output.papers);
  }

  bool tie(Work& work, const Event& event, const Added& before) {
    Output& output = work.output;
    for (std::size_t i = before.merges; i < output.parties.party_merges.size(); ++i) {
      network.advance(output.parties.party_merges[i], output.network);
    }
    for (std::size_t i = before.hits; i < output.hits.size(); ++i) network.advance(output.hits[i]);
    if (event.mentions.size() == 0) return false;
    const RecordTime record = record_of(work.batch, event);
    return network.advance(
        table_of(event.kind), record.id, record.happened_at, event.known_at,
        work.batch.mentions_of(event),
        std::span(work.resolved).subspan(event.mentions.begin, event.mentions.size()),
        output.network);
  }

  void take_consignment(Work& work, const Event& event, bool first_together) {
    base::Stopwatch watch(seconds.signals);
    Output& output = work.output;
    signals::Subject subject = make_subject(work, event, first_together);
    subject.findings = work.new_findings(event);
    subject.papers = papers_of(output, subject.consignment->consignment_id);
    targets::Candidate& candidate = fill_in_candidate(work, event, subject);
    const auto first = static_cast<std::uint32_t>(output.signals.size());
    executor.advance(subject, candidate.facts, output.arena, output.signals);
    work.said[event.index] = {first, static_cast<std::uint32_t>(output.signals.size())};
    if (event.items_until.is_known()) await_items(work, event, subject);
  }

  // More items of a consignment taken before: goods, papers and patterns again, and the score. The
  // parties, their ties and who was new stay as they were on arrival.
  void take_manifest(Work& work, const Event& event) {
    Output& output = work.output;
    const RowId consignment_id = work.batch.consignments[event.index].consignment_id;
    const auto found = awaited.find(consignment_id.value);
    if (found == awaited.end()) return;
    AwaitedConsignment& kept = *found->second;
    std::vector<RowId> parties;
    const auto resolved = work.resolved_of(event);
    for (std::size_t i = 0; i < std::min(resolved.size(), kept.parties.size()); ++i) {
      resolved[i].party_id = resolver.current(kept.parties[i]);
      resolved[i].is_new_party = kept.are_new[i];
      if (resolved[i].party_id) parties.push_back(resolved[i].party_id);
    }
    {
      base::Stopwatch watch(seconds.screening);
      look_up_papers(work, event, parties);
      kept.keep_papers(papers_of(output, consignment_id));
    }
    base::Stopwatch watch(seconds.signals);
    std::vector<goods::GoodsFinding> findings(work.earlier_findings(event).begin(),
                                              work.earlier_findings(event).end());
    findings.insert(findings.end(), work.new_findings(event).begin(),
                    work.new_findings(event).end());
    signals::Subject subject = make_subject(work, event, kept.first_together);
    subject.findings = findings;
    subject.papers = kept.papers;
    targets::Candidate& candidate = fill_in_candidate(work, event, subject);
    candidate.is_again = true;
    const std::size_t first = output.signals.size();
    executor.amend(subject, candidate.facts, kept.said, output.arena, output.signals);
    work.said[event.index] = {static_cast<std::uint32_t>(first),
                              static_cast<std::uint32_t>(output.signals.size())};
    note_said(kept, consignment_id, std::span(output.signals).subspan(first));
    if (event.known_at >= kept.items_until) awaited.erase(found);
  }

  void await_items(Work& work, const Event& event, const signals::Subject& subject) {
    auto kept = std::make_unique<AwaitedConsignment>();
    for (const parties::ResolvedMention& resolved : work.resolved_of(event)) {
      kept->parties.push_back(resolved.party_id);
      kept->are_new.push_back(resolved.is_new_party);
    }
    kept->items_until = event.items_until;
    kept->first_together = subject.first_together;
    kept->keep_papers(subject.papers);
    const RowId consignment_id = subject.consignment->consignment_id;
    note_said(*kept, consignment_id,
              std::span(work.output.signals).subspan(work.said[event.index].begin));
    awaited[consignment_id.value] = std::move(kept);
  }

  void note_said(AwaitedConsignment& kept, RowId consignment_id,
                 std::span<const signals::SaidSignal> said) const {
    for (const signals::SaidSignal& signal : said) {
      if (signal.row.subject_id == consignment_id && !executor.typologies()[signal.typology].group)
        kept.said.push_back(signal.typology);
    }
  }

  // Findings and papers are left to the caller.
  signals::Subject make_subject(Work& work, const Event& event, bool first_together) const {
    signals::Subject subject;
    subject.consignment = &work.batch.consignments[event.index];
    subject.known_at = event.known_at;
    subject.items = work.batch.items_of(event);
    subject.consignor = find_role(work.batch, event, work.resolved, "consignor");
    subject.consignee = find_role(work.batch, event, work.resolved, "consignee");
    subject.first_together = first_together;
    for (signals::Participant* participant : {&subject.consignor, &subject.consignee}) {
      if (!*participant || !participant->resolved->party_id) continue;
      participant->component_id = network.component_of(participant->resolved->party_id);
      auto listed =
          network.find_listed(participant->resolved->party_id, network::kMaxSteps, event.known_at);
      if (listed && (!subject.listed || listed->steps < subject.listed->steps))
        subject.listed = std::move(listed);
    }
    return subject;
  }

  targets::Candidate& fill_in_candidate(Work& work, const Event& event,
                                        const signals::Subject& subject) const {
    targets::Candidate& candidate = work.candidates[event.index];
    candidate.consignment_id = subject.consignment->consignment_id;
    candidate.known_at = event.known_at;
    candidate.facts = signals::read_facts(subject, phrases);
    candidate.profile =
        targets::make_profile(subject, work.batch.mentions_of(event), work.resolved_of(event));
    return candidate;
  }

  // The papers that this event has just added stand at the end.
  static std::span<const screening::Paper> papers_of(const Output& output, RowId consignment_id) {
    std::size_t first = output.papers.size();
    while (first > 0 && output.papers[first - 1].consignment_id == consignment_id) --first;
    return std::span(output.papers).subspan(first);
  }

  // Scores day by day: rates stand still within a day, so they are read by all threads at once.
  void score(Work& work) {
    base::Stopwatch watch(seconds.targets);
    const std::vector<Event>& events = work.batch.events;
    const std::size_t rate_count = scorer.rate_count();
    std::size_t begin = 0;
    std::uint32_t candidate = 0;  // consignments stand in the batch in the order of events
    while (begin < events.size()) {
      const records::Day day = events[begin].known_at.day();
      std::size_t end = begin;
      std::uint32_t count = 0;
      for (; end < events.size() && events[end].known_at.day() == day; ++end) {
        count += has_goods(events[end]) ? 1 : 0;
      }
      scorer.open_day(day, work.output.scores);
      executor.sweep(records::start_of(day));
      const std::span<const targets::Candidate> candidates =
          std::span(work.candidates).subspan(candidate, count);
      std::vector<float> rates(candidates.size() * rate_count);
      scorer.read_rates(candidates, rates, work.threads);
      for (std::size_t i = begin; i < end; ++i) {
        if (events[i].kind == EventKind::outcome)
          scorer.advance(work.batch.outcomes[events[i].index]);
        if (!has_goods(events[i])) continue;
        const Range said = work.said[events[i].index];
        scorer.advance(
            work.candidates[events[i].index],
            std::span(rates).subspan((events[i].index - candidate) * rate_count, rate_count),
            std::span(work.output.signals).subspan(said.begin, said.size()), work.output.scores);
      }
      candidate += count;
      begin = end;
    }
    targets::view_features(work.output.scores, scorer.feature_count());
  }
};

Engine::Engine(std::unique_ptr<State> state) : state_(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Expected<Engine> Engine::create() {
  TRY_ASSIGN(goods::Catalogue catalogue, goods::Catalogue::load());
  TRY_ASSIGN(signals::StockPhrases phrases, signals::StockPhrases::load());
  TRY_ASSIGN(std::vector<signals::Typology> typologies, signals::load_typologies());
  TRY_ASSIGN(targets::Scorecard scorecard, targets::load_scorecard(typologies));
  return Engine(std::make_unique<State>(State{std::move(catalogue),
                                              std::move(phrases),
                                              {},
                                              {},
                                              {},
                                              {},
                                              signals::Executor(std::move(typologies)),
                                              targets::Scorer(std::move(scorecard)),
                                              {},
                                              {}}));
}

std::unique_ptr<Output> Engine::advance(const Batch& batch, int threads) {
  auto output = std::make_unique<Output>();
  State::Work work{batch, *output, threads, {}, {}, {}, {}, {}, {}};
  work.candidates.resize(batch.consignments.size());
  work.said.resize(batch.consignments.size());
  state_->read_mentions(work);
  state_->assess_goods(work);
  for (const Event& event : batch.events) state_->take_event(work, event);
  state_->score(work);
  return output;
}

const std::vector<signals::Typology>& Engine::typologies() const {
  return state_->executor.typologies();
}

std::vector<std::pair<std::string, double>> Engine::seconds_by_stage() const {
  const State::Seconds& seconds = state_->seconds;
  return {{"goods", seconds.goods},         {"parties", seconds.parties},
          {"screening", seconds.screening}, {"network", seconds.network},
          {"signals", seconds.signals},     {"targets", seconds.targets}};
}

}  // namespace chokepoint::engine
