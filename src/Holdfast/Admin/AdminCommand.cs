using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Model.Problems;
using Holdfast.Problems;
using Holdfast.Terminals;

namespace Holdfast.Admin;

/// <summary>One command over the admin API: asks, shows, and turns what went wrong into lines and an exit code.</summary>
internal sealed class AdminCommand(Surroundings at, IPortalDoor door, bool json) : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly AdminClient _client = new(door);

    public void Dispose() => _client.Dispose();

    /// <summary>Shows a list as a table, page after page.</summary>
    /// <param name="path">Answers <c>{"items":[…],"next":…}</c>.</param>
    /// <param name="limit">No further page once there are so many.</param>
    public async Task<int> ListAsync(
        string path,
        IReadOnlyList<Column> columns,
        CancellationToken cancel,
        int limit = int.MaxValue
    )
    {
        var items = new JsonArray();
        string? next = null;
        do
        {
            var page = await _client.CallAsync(HttpMethod.Get, WithCursor(path, next), body: null, cancel);
            if (page.Value is not { } answer)
            {
                return await FailAsync(page.Problems);
            }
            next = Take(answer, items);
        } while (next is not null && items.Count < limit);
        return await ShowAsync(new JsonObject { ["items"] = items }, document => TableOf(document, columns));
    }

    /// <summary>Shows one thing, a member a line.</summary>
    public Task<int> ShowAsync(string path, CancellationToken cancel) =>
        CallAsync(HttpMethod.Get, path, body: null, Members, cancel);

    /// <summary>Changes something, and says so in one line.</summary>
    public Task<int> ChangeAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        string done,
        CancellationToken cancel
    ) => CallAsync(method, path, body, _ => done + Environment.NewLine, cancel);

    /// <summary>Asks for, or does, something whose answer is a list with more beside it, and shows the list as a table.</summary>
    /// <param name="exitCode">By the answer.</param>
    public async Task<int> AskAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        IReadOnlyList<Column> columns,
        Func<JsonNode, int> exitCode,
        CancellationToken cancel
    )
    {
        var outcome = await _client.CallAsync(method, path, body, cancel);
        if (outcome.Value is not { } answer)
        {
            return await FailAsync(outcome.Problems);
        }
        await ShowAsync(answer, document => TableOf(document, columns));
        return exitCode(answer);
    }

    public async Task<int> CallAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        Func<JsonNode, string> render,
        CancellationToken cancel
    )
    {
        var outcome = await _client.CallAsync(method, path, body, cancel);
        return outcome.Value is { } answer ? await ShowAsync(answer, render) : await FailAsync(outcome.Problems);
    }

    public async Task<int> FailAsync(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            await at.Terminal.ComplainAsync(problem);
        }
        return problems.Any(problem => problem.Kind == CommandProblems.NotRunning)
            ? ExitCodes.NotRunning
            : ExitCodes.Refused;
    }

    private async Task<int> ShowAsync(JsonNode answer, Func<JsonNode, string> render)
    {
        await at.Terminal.Out.WriteAsync(json ? answer.ToJsonString(Indented) + Environment.NewLine : render(answer));
        return ExitCodes.Done;
    }

    /// <summary>Moves the page's items over; the cursor of the next page.</summary>
    private static string? Take(JsonNode page, JsonArray items)
    {
        foreach (var item in (page as JsonObject)?["items"] as JsonArray ?? [])
        {
            items.Add(item?.DeepClone());
        }
        return (page as JsonObject)?["next"] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            var other => other.ToJsonString(),
        };
    }

    private static string WithCursor(string path, string? next) =>
        next is null
            ? path
            : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={Uri.EscapeDataString(next)}";

    private static string TableOf(JsonNode document, IReadOnlyList<Column> columns)
    {
        var items = (JsonArray)document["items"]!;
        return items.Count == 0
            ? "None." + Environment.NewLine
            : Table.Render(
                [.. columns.Select(column => column.Heading)],
                [.. items.Select(item => columns.Select(column => column.Of(item)).ToList())]
            );
    }

    private static string Members(JsonNode answer) =>
        answer is JsonObject members
            ? Table.Render(
                ["WHAT", "VALUE"],
                [.. members.Select(member => new[] { member.Key, Column.Show(member.Value) })]
            )
            : Column.Show(answer) + Environment.NewLine;
}
