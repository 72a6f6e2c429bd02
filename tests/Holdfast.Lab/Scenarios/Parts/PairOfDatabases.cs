using System.Globalization;
using System.Net;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>Two failover agents with a PostgreSQL each, and a client that writes at their address.</summary>
internal sealed class PairOfDatabases
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A second, and what a busy machine adds.</summary>
    private static readonly TimeSpan Agreed = TimeSpan.FromSeconds(2);
    private readonly Lab _lab;
    private readonly Host _client;
    private readonly Network _network;
    private readonly IPAddress _address;
    private readonly string _password;

    private PairOfDatabases(
        Lab lab,
        Host client,
        Network network,
        IPAddress address,
        FailoverGroup group,
        RowWriter writer
    ) =>
        (_lab, _client, _network, _address, _password, Writer) = (
            lab,
            client,
            network,
            address,
            group.DatabasePassword,
            writer
        );

    public (FailoverMember Primary, FailoverMember Standby) Now { get; private set; }

    public RowWriter Writer { get; private set; }

    public static async Task<PairOfDatabases> StartAsync(
        Lab lab,
        Host client,
        IReadOnlyList<Host> hosts,
        Network network,
        IPAddress address
    )
    {
        lab.Story.Chapter("A new database on one, a copy of it on the other");
        var group = new FailoverGroup(hosts, [network], [new(network, address)]) { DatabaseFolder = lab.Folder };
        var one = lab.Own(await FailoverMember.StartAsync(hosts[0], Path.Combine(lab.Folder, hosts[0].Name), group));
        var two = lab.Own(await FailoverMember.StartAsync(hosts[1], Path.Combine(lab.Folder, hosts[1].Name), group));
        var created = await one.TryAsync("database", "create");
        lab.Story.Expect(created.Succeeded, one.Host.Name, "holdfast failover database create", created.Error);
        await RowWriter.MakeTableAsync(client, address, group.DatabasePassword);
        var pair = new PairOfDatabases(
            lab,
            client,
            network,
            address,
            group,
            RowWriter.Start(client, address, group.DatabasePassword)
        )
        {
            Now = (one, two),
        };
        await pair.UntilInStepAsync();
        return pair;
    }

    public void TakenOver() => Now = (Now.Standby, Now.Primary);

    /// <summary>Both say so.</summary>
    public async Task UntilInStepAsync()
    {
        await UntilAsync(Now.Primary, "the primary, in step", view => view is { Server: "primary", InStep: true });
        await UntilAsync(Now.Standby, "a standby in step", view => view is { Server: "standby", InStep: true });
    }

    public async Task UntilAsync(FailoverMember member, string what, Func<DatabaseView, bool> holds)
    {
        try
        {
            await Wait.UntilAsync(
                $"{member.Host.Name}'s database to be {what}",
                Patience,
                async () => await member.StatusAsync() is { Database: { } view } && holds(view)
            );
        }
        catch (LabException e)
        {
            var told = await Task.WhenAll(Now.Primary.TryAsync("status"), Now.Standby.TryAsync("status"));
            throw new LabException($"{e.Message}\n{string.Join('\n', told.Select(one => one.Output + one.Error))}");
        }

        _lab.Story.Good(member.Host.Name, $"its database is {what}");
    }

    /// <summary>A machine that was off is on again.</summary>
    public async Task ReturnsAsync(FailoverMember member, bool asPrimary = false)
    {
        await member.Host.PowerOnAsync();
        await member.StartAsync();
        if (asPrimary)
        {
            await UntilAsync(member, "the primary", view => view.Server == "primary");
        }
        else
        {
            await UntilInStepAsync();
        }
    }

    public async Task ExpectNothingLostAsync()
    {
        var (count, lost) = (Writer.Acknowledged.Count, await Writer.LostAsync());
        _lab.Story.Expect(
            lost.Count == 0,
            "client",
            $"all of {count} acknowledged rows are there",
            $"lost: {string.Join(", ", lost)}"
        );
    }

    public void ExpectGapBelow(int since, TimeSpan bearable, string after)
    {
        var gap = Writer.LongestGap(since);
        _lab.Story.Expect(gap < bearable, "client", $"writes go on {gap.TotalMilliseconds:0} ms after {after}");
    }

    /// <summary>For longer than any takeover takes.</summary>
    public async Task ExpectStaysStandbyAsync(FailoverMember member)
    {
        await UntilAsync(member, "a standby, not in step", view => view is { Server: "standby", InStep: false });
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(5))
        {
            var view = await member.StatusAsync();
            if (view is { Role: "active" } or { Database.Server: "primary" })
            {
                throw new LabException($"{member.Host.Name} became active although it is degraded.");
            }
        }

        var obstacle = (await member.StatusAsync())?.Obstacle;
        _lab.Story.Expect(
            obstacle == "degraded",
            member.Host.Name,
            "would not become active: degraded",
            obstacle ?? ""
        );
    }

    /// <summary>Writes on both sides of a cut, all the time; what the loser wrote is kept aside.</summary>
    /// <param name="apart">How long both write, at least.</param>
    public async Task CutAndHealAsync(FailoverMember primary, FailoverMember standby, TimeSpan apart)
    {
        await Writer.WaitForMoreAsync();
        await Writer.StopAsync();
        var first = Writer.Acknowledged[^1] + 1_000_000;
        await primary.Host.LinkTo(_network).DropSilentlyAsync();
        await standby.WaitUntilActiveAsync();
        await UntilAsync(standby, "promoted", view => view.Server == "primary");
        await UntilAsync(primary, "alone", view => view.Degraded);
        var inside = RowWriter.Start(primary.Host, _address, _password, first);
        Writer = RowWriter.Start(_client, _address, _password, first * 2);
        var until = _lab.Story.Elapsed + apart;
        do
        {
            await inside.WaitForMoreAsync();
            await Writer.WaitForMoreAsync();
        } while (_lab.Story.Elapsed < until);

        await inside.StopAsync();
        var wrote = inside.Acknowledged.Count;
        _lab.Story.Tell(
            primary.Host.Name,
            $"has acknowledged {wrote} rows alone, the other {Writer.Acknowledged.Count}"
        );
        await primary.Host.LinkTo(_network).CarryAgainAsync();
        await ExpectAgreeAsync(primary, standby);
        await UntilAsync(primary, "a standby", view => view.Server == "standby");
        await UntilAsync(primary, "showing what was kept aside", view => view.KeptAside.Count > 0);
        await ExpectKeptAsync(primary, wrote);
        await ExpectNothingLostAsync();
    }

    /// <summary>Which has the higher epoch, whatever the priorities.</summary>
    private async Task ExpectAgreeAsync(FailoverMember loser, FailoverMember winner)
    {
        var began = _lab.Story.Elapsed;
        await Wait.UntilAsync(
            $"{loser.Host.Name} to give up",
            Patience,
            async () => await loser.LookAsync() is not { Role: "active" }
        );
        var took = _lab.Story.Elapsed - began;
        _lab.Story.Expect(
            took < Agreed && await winner.IsActiveAsync(),
            loser.Host.Name,
            $"gives up {took.TotalMilliseconds:0} ms after the cable is back, and {winner.Host.Name} stays active"
        );
    }

    /// <summary>Beside the rows that nobody may have heard of: each of those that somebody did.</summary>
    private async Task ExpectKeptAsync(FailoverMember loser, int acknowledged)
    {
        var folder = (await loser.StatusAsync())!.Database!.KeptAside[^1];
        var told = await loser.Host.RunAsync("cat", Path.Combine(folder, "commits"));
        var commits = int.Parse(told.Trim(), CultureInfo.InvariantCulture);
        _lab.Story.Expect(
            commits >= acknowledged,
            loser.Host.Name,
            $"shows that {commits} commits were kept aside, in {Path.GetFileName(folder)}",
            $"{acknowledged} rows were acknowledged"
        );
        var shown = await loser.TryAsync("status");
        _lab.Story.Expect(
            shown.Output.Contains(folder, StringComparison.Ordinal),
            loser.Host.Name,
            "holdfast failover status says where",
            shown.Output
        );
    }
}
