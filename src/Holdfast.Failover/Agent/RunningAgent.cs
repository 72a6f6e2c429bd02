using Holdfast.Failover.Configuration;
using Holdfast.Failover.Durable;
using Holdfast.Failover.Health;
using Holdfast.Failover.Hooks;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Events;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;
using Holdfast.Linux.VirtualAddresses;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

/// <summary>An agent with all its parts, under one configuration.</summary>
internal sealed partial class RunningAgent : IAsyncDisposable
{
    private readonly AgentParts _parts;
    private readonly FailoverFile _file;
    private readonly AgentLoop _loop;
    private readonly LinkFacts _facts = new();
    private readonly IReadOnlyList<IHeartbeatPath> _paths;
    private readonly List<Unit> _units = [];
    private readonly WitnessLink? _witness;
    private readonly UnitHooks _hooks = new();
    private readonly ReportedHealth _reported;
    private readonly AgentNews _news;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DatabaseDesk? _database;
    private AgentDesk? _desk;

    private RunningAgent(
        AgentParts parts,
        FailoverFile file,
        IReadOnlyList<IHeartbeatPath> paths,
        WitnessLink? witness,
        ReportedHealth? reported
    )
    {
        (_parts, _file, _paths, _witness) = (parts, file, paths, witness);
        parts.Watchers.Look = (now, won) => RoleNotices.Of(_file, _units, now, won);
        _reported =
            reported ?? new ReportedHealth(file.Local.Expects, TimeSpan.FromMilliseconds(file.Local.GraceMilliseconds));
        _news = new AgentNews(parts.History, parts.Watchers, _hooks, parts.Time, parts.Log);
        _loop = new AgentLoop(paths, witness, parts.Time, parts.Began, parts.Log);
    }

    /// <summary>Ends when its thread does; with an exception when that failed.</summary>
    public Task Over => _over.Task;

    public FailoverFile File => _file;

    /// <summary>After <see cref="Begin"/>.</summary>
    public AgentDesk Desk => _desk ?? throw new InvalidOperationException("It has not begun.");

    /// <param name="file">Without mistakes.</param>
    /// <param name="boot">From <see cref="BootCounter"/>, larger than at any start before.</param>
    /// <param name="carried">Of the agent before, which lived under another configuration; null: there was none.</param>
    public static async Task<Outcome<RunningAgent>> StartAsync(
        AgentParts parts,
        FailoverFile file,
        ulong boot,
        Carried? carried
    )
    {
        var epochs = file
            .Group.Units.Select(unit => new EpochFile(parts.Home.Epoch(unit.Vrid)))
            .Select(one => (File: one, Read: one.Read()))
            .ToList();
        var paths = PathOpening.OpenAll(file);
        List<Problem> problems = [.. epochs.SelectMany(epoch => epoch.Read.Problems), .. paths.Problems];
        if (problems.Count > 0)
        {
            PathOpening.Close(paths.Value ?? []);
            return Outcome<RunningAgent>.Failed(problems);
        }

        var witness = WitnessPlan.Of(file) is { } plan ? new WitnessLink(plan, boot) : null;
        var agent = new RunningAgent(parts, file, paths.Value!, witness, carried?.HealthFor(file));
        return await agent.FillAsync(boot, [.. epochs.Select(epoch => (epoch.File, epoch.Read.Value))], carried);
    }

    /// <summary>From now on it lives, on a thread of its own.</summary>
    public void Begin()
    {
        _database?.Start();
        var commands = new CommandDesk(_file, _units, _reported, _witness, _hooks, _parts.History, _database);
        _desk = new AgentDesk(_loop, commands, _parts.Watchers, _reported);
        Log.Started(_parts.Log, _file.Local.Member, _units.Count);
        new Thread(Live) { Name = "failover", IsBackground = true }.Start();
    }

    /// <summary>Another member has the role when it returns, or none wants it.</summary>
    public async Task EndAsync()
    {
        Stop();
        await Over;
        Log.Stopped(_parts.Log);
    }

    /// <summary>Ends without giving anything away, for another configuration; to be disposed of nevertheless.</summary>
    public async Task<Carried> LeaveAsync()
    {
        var database = _database?.Leave();
        _loop.Halt();
        await Over;
        List<CarriedUnit> units = [];
        foreach (var unit in _units)
        {
            units.Add(await unit.LeaveAsync());
        }

        _units.Clear();
        return new Carried(_file, units, _reported, database);
    }

    public async ValueTask DisposeAsync()
    {
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
        foreach (var unit in _units)
        {
            await unit.DisposeAsync();
        }

        await _hooks.DisposeAsync();
        PathOpening.Close(_paths);
        _witness?.Dispose();
        _facts.Dispose();
        _loop.Dispose();
    }

    private async Task<Outcome<RunningAgent>> FillAsync(
        ulong boot,
        IReadOnlyList<(EpochFile File, Epoch Value)> epochs,
        Carried? carried
    )
    {
        var database = DatabaseDesk.Make(
            _parts.Home,
            _file,
            _loop,
            Find,
            _news.DatabaseChanged,
            carried?.Database,
            _parts.Time,
            _parts.Log
        );
        if (!database.Succeeded)
        {
            await DisposeAsync();
            return Outcome<RunningAgent>.Failed(database.Problems);
        }

        _database = _news.Database = database.Value.Desk;
        for (var i = 0; i < epochs.Count; i++)
        {
            var plan = UnitPlan.Of(_file, _file.Group.Units[i]);
            try
            {
                Add(plan, epochs[i], boot, carried);
            }
            catch (Exception e) when (e is NetlinkException or IOException)
            {
                var where = string.Join(", ", plan.Addresses.Select(one => one.Link).Distinct());
                await LetGoAsync(carried);
                return AgentProblems.NoLink.At(where, e.Message);
            }
        }

        DropLeft(carried);
        return this;
    }

    /// <summary>Without taking the addresses away from what goes on.</summary>
    private async Task LetGoAsync(Carried? carried)
    {
        if (carried is not null)
        {
            foreach (var unit in _units)
            {
                await unit.LeaveAsync();
            }

            _units.Clear();
            _database?.Leave();
        }

        await DisposeAsync();
    }

    private void Add(UnitPlan plan, (EpochFile File, Epoch Value) epoch, ulong boot, Carried? carried)
    {
        var unit = Make(plan, epoch, boot, carried);
        _units.Add(unit);
        AddHook(unit);
        if (unit.State.Role != Role.Initialising)
        {
            _news.RoleChanged(unit, justWon: false, _loop.Now);
        }
        else if (_database?.Follows(unit) != true)
        {
            unit.Happen(new DatabaseChanged(DatabaseStanding.NotKept, Position: 0), _loop.Now);
        }
    }

    private Unit Make(UnitPlan plan, (EpochFile File, Epoch Value) epoch, ulong boot, Carried? carried)
    {
        var vrid = plan.Policy.Vrid;
        return new Unit(
            plan,
            _paths,
            new UnitAddresses(plan.Addresses, TimeSpan.FromSeconds(_file.Group.LeaseSeconds)),
            new UnitHealth(new LinkHealth([.. plan.Addresses.Select(one => one.Link).Distinct()], _facts), _reported),
            epoch,
            (new MarksFile(_parts.Home.Marks(vrid)), boot),
            happening => _loop.Post(now => Find(vrid)?.Happen(happening, now)),
            _news,
            _witness,
            carried?.Units.FirstOrDefault(unit => unit.Vrid == vrid),
            carried?.HasPathsOf(_file) == true,
            _loop.Now,
            _parts.Log
        );
    }

    /// <summary>Addresses that were held and are no unit's any more.</summary>
    private void DropLeft(Carried? carried)
    {
        var wanted = _units.SelectMany(unit => unit.Addresses).ToHashSet();
        using var kernel = new LeasedAddresses();
        foreach (
            var left in (carried?.Units ?? []).SelectMany(unit => unit.Addresses).Where(one => !wanted.Contains(one))
        )
        {
            try
            {
                kernel.Drop(left.Link, left.Address);
            }
            catch (NetlinkException)
            {
                // It goes when its lease ends.
            }
        }
    }

    private void AddHook(Unit unit)
    {
        if (_file.Local.Hook is { } program)
        {
            _hooks.Add(
                unit.Vrid,
                new AddressHook(
                    program,
                    unit.Vrid,
                    [.. unit.Addresses.Select(placed => placed.Address)],
                    new HookPatience(),
                    _parts.Time,
                    result => _loop.Post(_ => _news.HookCalled(unit.Vrid, result))
                )
            );
        }
    }

    private Unit? Find(int vrid) => _units.Find(unit => unit.Vrid == vrid);

    private void Live()
    {
        try
        {
            _loop.Run(_units, _parts.Watchers);
            _over.SetResult();
        }
        catch (Exception e)
        {
            // The addresses go when their lease ends; the process ends with what went wrong.
            _over.SetException(e);
        }
    }

    private void Stop()
    {
        _loop.Post(now =>
        {
            foreach (var unit in _units)
            {
                unit.Happen(new StopAsked(), now);
            }
        });
        _loop.Stop();
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.AgentStarted,
            LogLevel.Information,
            "Member {Member} starts, with {Units} units of addresses"
        )]
        public static partial void Started(ILogger logger, int member, int units);

        [LoggerMessage(EventIds.AgentStopped, LogLevel.Information, "The agent has stopped")]
        public static partial void Stopped(ILogger logger);
    }
}
