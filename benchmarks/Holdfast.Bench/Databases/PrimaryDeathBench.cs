using System.Diagnostics;
using Holdfast.Bench.Reports;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Bench.Databases;

/// <summary>
/// From the SIGKILL of the database's primary, with a promotion at once, to the first <c>/connect</c> that succeeds; beside the promotion
/// alone, which is what nobody can be faster than. Nothing of Holdfast is restarted.
/// </summary>
internal sealed class PrimaryDeathBench : IBench
{
    private const int Rounds = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => "primary-death";

    public string Summary =>
        "from SIGKILL of the database's primary to the first /connect on its successor, beside the promotion alone";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var (world, primary, standby) = await World.OnPostgresPairAsync(lab);
        await world.Server.AddUserAsync("anna", World.Password);
        await using var app = new EduVpnApp(await world.ClientAsync("anna"), world.Server.Address);
        await app.SignInAsync("anna", World.Password);
        await app.ConnectAsync(world.Server.Profile);
        var portal = world.Server.PortalProcess?.Id;
        var (ours, alone) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < Rounds; round++)
        {
            lab.Story.Chapter($"Round {round + 1}");
            await RoundAsync(world, app, primary, standby, ours, alone);
            await primary.FollowAsync(standby);
            (primary, standby) = (standby, primary);
        }

        lab.Story.Expect(world.Server.PortalProcess?.Id == portal, "server", "the portal was never restarted");
        var (connects, promotions) = (new Timings(ours), new Timings(alone));
        return
        [
            new(
                "primary killed to /connect, median (promotion alone)",
                connects.Median,
                promotions.Median,
                "ms",
                "under 3000",
                r => r.Ours < 3000
            ),
            new("primary killed to /connect, p95 (promotion alone)", connects.P95, promotions.P95, "ms"),
        ];
    }

    private static async Task RoundAsync(
        World world,
        EduVpnApp app,
        PostgresServer primary,
        PostgresServer standby,
        List<TimeSpan> ours,
        List<TimeSpan> alone
    )
    {
        var clock = Stopwatch.StartNew();
        await primary.KillAsync();
        var promotion = PromoteAsync(standby, clock);
        await Wait.UntilAsync(
            "a configuration",
            Patience,
            async () => (await app.TryConnectAsync(world.Server.Profile)).Status == 200
        );
        ours.Add(clock.Elapsed);
        alone.Add(await promotion);
        world.Inside.Story.Tell("anna", $"/connect after {ours[^1].TotalMilliseconds:0} ms");
    }

    private static async Task<TimeSpan> PromoteAsync(PostgresServer standby, Stopwatch clock)
    {
        await standby.PromoteAsync();
        return clock.Elapsed;
    }
}
