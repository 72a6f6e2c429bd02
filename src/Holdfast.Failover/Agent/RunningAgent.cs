using Holdfast.Failover.Configuration;
using Holdfast.Failover.Control;
using Holdfast.Failover.Durable;
using Holdfast.Failover.Health;
using Holdfast.Failover.Hooks;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Events;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

/// <summary>An agent with all its parts.</summary>
internal sealed partial class RunningAgent : IAsyncDisposable
{
    private readonly AgentHome _home;
    private readonly FailoverFile _file;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly AgentLoop _loop;
    private readonly History _history;
    private readonly LinkFacts _facts = new();
    private readonly IReadOnlyList<IHeartbeatPath> _paths;
    private readonly List<Unit> _units = [];
    private readonly WitnessLink? _witness;
    private readonly UnitHooks _hooks = new();
    private readonly Watchers _watchers;
    private readonly ReportedHealth _reported;
    private readonly AgentNews _news;
    private DatabaseDesk? _database;

    private RunningAgent(
        AgentHome home,
        FailoverFile file,
        IReadOnlyList<IHeartbeatPath> paths,
        WitnessLink? witness,
        TimeProvider time,
        ILogger log
    )
    {
        (_home, _file, _paths, _witness, _time, _log) = (home, file, paths, witness, time, log);
        _history = new History(home.History, log);
        _watchers = new Watchers((now, won) => RoleNotices.Of(_file, _units, now, won));
        _reported = new ReportedHealth(file.Local.Expects, TimeSpan.FromMilliseconds(file.Local.GraceMilliseconds));
        _news = new AgentNews(_history, _watchers, _hooks, time, log);
        _loop = new AgentLoop(paths, witness, time, log);
    }

    /// <param name="file">Without mistakes.</param>
    public static async Task<Outcome<RunningAgent>> StartAsync(
        AgentHome home,
        FailoverFile file,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        var boot = BootCounter.Advance(home.Boot);
        var epochs = file
            .Group.Units.Select(unit => new EpochFile(home.Epoch(unit.Vrid)))
            .Select(one => (File: one, Read: one.Read()))
            .ToList();
        var paths = PathOpening.OpenAll(file);
        List<Problem> problems =
        [
            .. boot.Problems,
            .. epochs.SelectMany(epoch => epoch.Read.Problems),
            .. paths.Problems,
        ];
        if (problems.Count > 0)
        {
            PathOpening.Close(paths.Value ?? []);
            return Outcome<RunningAgent>.Failed(problems);
        }

        var witness = WitnessPlan.Of(file) is { } plan ? new WitnessLink(plan, boot.Value) : null;
        var agent = new RunningAgent(home, file, paths.Value!, witness, time, loggers.CreateLogger<RunningAgent>());
        return await agent.FillAsync(boot.Value, [.. epochs.Select(epoch => (epoch.File, epoch.Read.Value))]);
    }

    /// <summary>Returns after <paramref name="cancel"/>, when another member has the role or none wants it.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        _database?.Start(_loop);
        var commands = new CommandDesk(_file, _units, _reported, _witness, _hooks, _history, _database);
        var desk = new AgentDesk(_loop, commands, _watchers, _reported);
        await using var control = ControlServer.Start(_home.ControlSocket, desk);
        Log.Started(_log, _file.Local.Member, _units.Count);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Live(over)) { Name = "failover", IsBackground = true };
        thread.Start();
        await using (cancel.Register(Stop))
        {
            await over.Task;
        }

        Log.Stopped(_log);
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
        await _history.DisposeAsync();
        _facts.Dispose();
        _loop.Dispose();
    }

    private async Task<Outcome<RunningAgent>> FillAsync(ulong boot, IReadOnlyList<(EpochFile File, Epoch Value)> epochs)
    {
        var database = DatabaseDesk.Make(_home, _file, _loop, Find, _news.DatabaseChanged, _time, _log);
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
                var unit = Make(plan, epochs[i], boot);
                _units.Add(unit);
                AddHook(unit);
                if (_database?.Follows(unit) != true)
                {
                    unit.Happen(new DatabaseChanged(DatabaseStanding.NotKept, Position: 0), _loop.Now);
                }
            }
            catch (Exception e) when (e is NetlinkException or IOException)
            {
                var where = string.Join(", ", plan.Addresses.Select(one => one.Link).Distinct());
                await DisposeAsync();
                return AgentProblems.NoLink.At(where, e.Message);
            }
        }

        return this;
    }

    private Unit Make(UnitPlan plan, (EpochFile File, Epoch Value) epoch, ulong boot)
    {
        var vrid = plan.Policy.Vrid;
        return new Unit(
            plan,
            _paths,
            new UnitAddresses(plan.Addresses, TimeSpan.FromSeconds(_file.Group.LeaseSeconds)),
            new UnitHealth(new LinkHealth([.. plan.Addresses.Select(one => one.Link).Distinct()], _facts), _reported),
            epoch,
            (new MarksFile(_home.Marks(vrid)), boot),
            happening => _loop.Post(now => Find(vrid)?.Happen(happening, now)),
            _news,
            _witness,
            _loop.Now,
            _log
        );
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
                    _time,
                    result => _loop.Post(_ => _news.HookCalled(unit.Vrid, result))
                )
            );
        }
    }

    private Unit? Find(int vrid) => _units.Find(unit => unit.Vrid == vrid);

    private void Live(TaskCompletionSource over)
    {
        try
        {
            _loop.Run(_units, _watchers);
            over.SetResult();
        }
        catch (Exception e)
        {
            // The addresses go when their lease ends; the process ends with what went wrong.
            over.SetException(e);
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
