using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Sessions;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;

namespace Holdfast.Portal.Features.Statistics;

[Needs(Right.SeeService)]
public sealed class StatisticsModel(IStatisticsDesk desk) : PortalPage
{
    /// <summary>Ranges to choose with one press; days that end today.</summary>
    public static readonly IReadOnlyList<(int Days, string Words)> Ranges =
    [
        (7, "7 days"),
        (30, "30 days"),
        (90, "90 days"),
        (365, "1 year"),
    ];

    public StatisticsQuestion Question { get; private set; } = new("", "", "", "");

    public SessionChoices Choices { get; private set; } = new([], []);

    /// <summary>Null: the question makes no sense.</summary>
    public StatisticsView? View { get; private set; }

    public string ExportAddress => Query.Append(Addresses.StatisticsExport, Question.Parameters);

    public async Task OnGetAsync(string? from, string? until, string? profile, string? node)
    {
        DoNotKeep();
        Question = StatisticsQuestion.Of(from, until, profile, node);
        Choices = await desk.ChoicesAsync(Aborted);
        var filter = desk.Read(Question);
        if (filter.Succeeded)
        {
            View = await desk.ReadAsync(filter.Value, Aborted);
            Question = Question with
            {
                From = StatisticsQuestion.Write(filter.Value.From),
                Until = StatisticsQuestion.Write(filter.Value.Until),
            };
        }

        Form = FormState.Showing(
            Question.Parameters.ToDictionary(p => p.Name, p => p.Value ?? "", StringComparer.Ordinal),
            filter.Problems
        );
    }

    public string RangeAddress(int days) =>
        Query.Append(
            Addresses.Statistics,
            (
                Question with
                {
                    From = StatisticsQuestion.Write(desk.Today.AddDays(1 - days)),
                    Until = StatisticsQuestion.Write(desk.Today),
                }
            ).Parameters
        );

    public string ProfileName(string id) => Choices.Profiles.FirstOrDefault(profile => profile.Id == id).Name ?? id;

    /// <summary>The three pictures: what they are of, and how a value reads.</summary>
    public static IReadOnlyList<DayChart> Charts(StatisticsView view) =>
        [
            new("people", "People a day", view.Days, day => day.People, value => $"{value}"),
            new("peak", "Most devices at once", view.Days, day => day.Peak, value => $"{value}"),
            new("traffic", "Traffic a day", view.Days, day => day.Received + day.Sent, Figures.Bytes),
        ];
}
