using System.Net;
using Holdfast.Data;
using Holdfast.Data.Sessions;
using Holdfast.Data.Statistics;
using Holdfast.Portal.Jobs;
using Holdfast.Portal.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Holdfast.Portal.Tests.Jobs;

/// <summary>Two portals at one database, whose rounds run when the test says so; the page, the API and the file say the same.</summary>
public abstract class StatisticsRoundTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly RunningPortal _first = RunningPortal.On(kind);
    private readonly Stores _stores = new();
    private RunningPortal _second = null!;

    public async ValueTask InitializeAsync()
    {
        await _first.InitializeAsync();
        _second = await _first.StartBesideAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Rounds_OfBothPortals_CountEachByteAndPersonOnce_AndEverybodySaysTheSame()
    {
        var (configuration, name) = await ConnectAsync();
        var id = Guid.CreateVersion7();
        var now = _first.Clock.GetUtcNow();
        await StartAsync(new(id, configuration, Four, Six, null, now.AddMinutes(-5)));
        await CountAsync(id, 1000, 5000);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => RoundOf(i % 2 == 0 ? _first : _second).RunAsync(Cancel)));
        await CountAsync(id, 1500, 6000);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => RoundOf(i % 2 == 0 ? _second : _first).RunAsync(Cancel)));

        var answer = await _second.GetAsync("/statistics");
        var today = answer["items"]!.AsArray()[^1]!;
        Assert.Equal(30, answer["items"]!.AsArray().Count);
        // The session may have begun yesterday, at midnight.
        Assert.Equal((1L, 1L, 1L), (Number(today, "people"), Number(today, "devices"), Number(today, "peak")));
        Assert.Equal(1500, answer["items"]!.AsArray().Sum(day => Number(day!, "received")));
        Assert.Equal(6000, answer["items"]!.AsArray().Sum(day => Number(day!, "sent")));
        Assert.Equal("default", $"{answer["profiles"]![0]!["id"]}");
        Assert.Equal(_first.Node.Id, $"{answer["nodes"]![0]!["id"]}");

        using var app = _first.NewApp();
        await app.SignInAsync("admin", _first.AdminPassword);
        var csv = await app.Http.GetStringAsync("/admin/statistics/export?profile=default");
        Assert.Contains($"\"default\",\"{_first.Node.Id}\",\"1\",\"1\",\"1\",\"1\",", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(name, csv, StringComparison.Ordinal);
        var page = await app.Http.GetStringAsync("/admin/statistics");
        Assert.Contains("6.0 kB", page, StringComparison.Ordinal);
        Assert.Contains("<rect", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rounds_PortalDiesAndNodeIsLate_TheOtherGoesOnAndTheOldDayIsMended()
    {
        var (configuration, _) = await ConnectAsync();
        await RoundOf(_first).RunAsync(Cancel);
        await RoundOf(_second).RunAsync(Cancel);
        var day = DayNumber.DayOf(_first.Clock.GetUtcNow()).AddDays(-2);
        Assert.Equal(0, await PeopleAsync(day));
        var (id, noon) = (Guid.CreateVersion7(), DayNumber.Begin(day).AddHours(12));
        await StartAsync(new(id, configuration, Four, Six, null, noon));
        await WriteAsync(async unit =>
            await _stores.Sessions.EndAsync(unit, _first.Node.Id, new(id, 7, 8, noon.AddHours(1)), "end") ? 1 : 0
        );

        // The first holds the turn and never comes back.
        await RoundOf(_second).RunAsync(Cancel);
        Assert.Equal(0, await PeopleAsync(day));
        _first.Clock.PutForward(TimeSpan.FromMinutes(4));
        await RoundOf(_second).RunAsync(Cancel);
        Assert.Equal(1, await PeopleAsync(day));
        await RoundOf(_second).RunAsync(Cancel);
        Assert.Equal(1, await PeopleAsync(day));
    }

    [Fact]
    public async Task Rounds_SessionsAreForgottenAndSomebodyComesLate_OldFiguresStay()
    {
        var (configuration, _) = await ConnectAsync();
        var id = Guid.CreateVersion7();
        await StartAsync(new(id, configuration, Four, Six, null, _first.Clock.GetUtcNow()));
        await RoundOf(_first).RunAsync(Cancel);
        var day = DayNumber.DayOf(_first.Clock.GetUtcNow());
        Assert.Equal(1, await PeopleAsync(day));
        await WriteAsync(unit => unit.ExecuteAsync("DELETE FROM sessions"));
        await WriteAsync(async unit =>
        {
            await _stores.Statistics.MarkAsync(unit, [day]);
            return 1;
        });

        _first.Clock.PutForward(TimeSpan.FromDays(92));
        await RoundOf(_second).RunAsync(Cancel);
        Assert.Equal(1, await PeopleAsync(day));
    }

    private static readonly IPAddress Four = IPAddress.Parse("10.61.0.17");
    private static readonly IPAddress Six = IPAddress.Parse("fd61::17");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static long Number(System.Text.Json.Nodes.JsonNode node, string member) => node[member]!.GetValue<long>();

    private static StatisticsRound RoundOf(RunningPortal portal) =>
        portal.Services.GetServices<IHostedService>().OfType<StatisticsRound>().Single();

    private async Task<(Guid Configuration, string Name)> ConnectAsync()
    {
        var name = await _first.AddUserAsync();
        using var app = _first.NewApp();
        await app.AuthorizeAsync(name);
        using var answer = await app.ConnectAsync(TestApp.NewKey());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var found = await _first.GetAsync($"/configurations?user={name}");
        return (found["items"]![0]!["id"]!.GetValue<Guid>(), name);
    }

    private async Task StartAsync(SessionStart start) =>
        Assert.Equal(1, await WriteAsync(unit => _stores.Sessions.StartAllAsync(unit, _first.Node.Id, [start])));

    private Task CountAsync(Guid id, long received, long sent) =>
        WriteAsync(unit =>
            _stores.Sessions.CountAllAsync(
                unit,
                _first.Node.Id,
                [new SessionCount(id, received, sent, _first.Clock.GetUtcNow())]
            )
        );

    private async Task<long> PeopleAsync(DateOnly day)
    {
        var use = await _first.Database.ReadAsync(unit => _stores.Statistics.UseAsync(unit, new(day, day)), Cancel);
        return use.Sum(one => one.People);
    }

    private Task<int> WriteAsync(Func<IUnitOfWork, Task<int>> work) => _first.Database.WriteAsync(work, Cancel);
}

public sealed class StatisticsRoundSqliteTests() : StatisticsRoundTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class StatisticsRoundPostgresTests() : StatisticsRoundTests(DatabaseKind.Postgres);
