using System.Globalization;
using Holdfast.Backups;
using Holdfast.Data;
using Holdfast.Data.Problems;
using Holdfast.Databases.Moving;
using Holdfast.Failover.Configuration;
using Holdfast.Model.Problems;
using Holdfast.Single;
using Holdfast.Single.Rights;

namespace Holdfast.Databases.Pairs;

/// <summary>
/// Beside a running server: when an administrator asks for it, takes the server from its SQLite file to the database that the failover
/// group keeps. Each step may be interrupted and is done again; until the note is written, the file is the truth.
/// </summary>
/// <param name="reach">Makes the node one that the other machine's portal reaches; false: not now.</param>
internal sealed class PairBeginning(
    Surroundings at,
    ServerOptions options,
    FailoverRights rights,
    PortalSeat portal,
    Func<NodeLink, bool> reach
)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>Then it is said all the same; the portal's log says what it waits for.</summary>
    private static readonly TimeSpan UntilReady = TimeSpan.FromSeconds(30);

    private readonly PairDatabase _pair = new(at.Home);
    private readonly PairRequest _request = new(at.Home);
    private readonly NewDatabase _new = new(at.Home, at.Time);
    private string? _startedWith = options.Database.Read().Value;
    private bool _marked;
    private bool _isReached;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await LookAsync(cancel);
                await Task.Delay(BetweenLooks, at.Time, cancel);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        if (_request.IsOpen)
        {
            var failed = await TryAsync(cancel);
            _request.Close(failed);
            await (failed is null ? Task.CompletedTask : at.Terminal.ComplainAsync(failed));
        }
        else if (_pair.SettingInUse is { } setting && options.Database.Read().Value == setting)
        {
            await KeepUpAsync(setting, cancel);
        }
    }

    /// <summary>The group may have other machines than at the portal's start, and nobody may take what is in use for a rest.</summary>
    private async Task KeepUpAsync(string setting, CancellationToken cancel)
    {
        if (setting != _startedWith)
        {
            _startedWith = setting;
            await portal.StopAsync();
            portal.Start();
        }

        _marked = _marked || await MarkAsync(setting, cancel);
        _isReached = _isReached || (PairLink.Of(at.Home) is { } link && reach(link));
    }

    private static async Task<bool> MarkAsync(string setting, CancellationToken cancel)
    {
        try
        {
            await using var database = DatabaseFactory.Open(setting);
            await UseMark.SetAsync(database, cancel);
            return true;
        }
        catch (DatabaseException)
        {
            // It is away; tried again soon.
            return false;
        }
    }

    private async Task<Problem?> TryAsync(CancellationToken cancel)
    {
        try
        {
            return await BeginAsync(cancel);
        }
        catch (DatabaseException refused)
        {
            return refused.Problem;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return MoveProblems.Disk.At(at.Home.Shown, broken.Message);
        }
    }

    private async Task<Problem?> BeginAsync(CancellationToken cancel)
    {
        if (_pair.SettingInUse is not null)
        {
            _request.Say("The server uses the database of the pair already.");
            return null;
        }

        if (await AllowAsync(cancel) is { } refused)
        {
            return refused;
        }

        _request.Say("The failover agent makes the database on this machine, which becomes active.");
        if (await _new.UntilPrimaryAsync(cancel) is { } late)
        {
            return late;
        }

        var setting = _pair.Setting!;
        await using var target = DatabaseFactory.Open(setting);
        if (await _new.UntilItAnswersAsync(target, cancel) is { } silent)
        {
            return silent;
        }

        if (await UseMark.IsThereAsync(target, cancel))
        {
            return PairProblems.InUse.At("database", "");
        }

        await UseMark.EmptyAsync(target, cancel);
        return await MoveAsync(setting, cancel);
    }

    /// <returns>Why it cannot begin; null: the agent may make the database.</returns>
    private async Task<Problem?> AllowAsync(CancellationToken cancel)
    {
        var (named, kept) = (options.Database.Read(), _pair.Kept);
        if (!named.Succeeded || !kept.Succeeded)
        {
            return named.Problems.Concat(kept.Problems).First();
        }

        if (named.Value.Length > 0)
        {
            return PairProblems.NamedByHand.At("--database", "");
        }

        if (rights.User is null)
        {
            return Holdfast.Failover.DatabaseProblems.NoUser.At("database", rights.Reason);
        }

        if (_pair.Group is null)
        {
            return PairProblems.NoGroup.At(at.Home.Show("failover"), "");
        }

        var wanted = kept.Value ?? KeptDatabase.New(PairDatabase.Port, at.Home.Database);
        return await _pair.StoreAsync(wanted with { Keeps = true }, rights, at.Time, cancel);
    }

    private async Task<Problem?> MoveAsync(string setting, CancellationToken cancel)
    {
        _request.Say("The portal stops, and everything is moved.");
        await portal.StopAsync();
        try
        {
            var file = Path.Combine(at.Home.Portal, HomeContents.DatabaseName);
            var report = await new DatabaseMover(at.Home, at.Time).MoveFileAsync(file, setting, cancel);
            _startedWith = setting;
            var rows = report.Tables.Sum(table => table.Rows).ToString(CultureInfo.InvariantCulture);
            _request.Say($"Moved {rows} rows; both sides are the same.");
            _marked = await MarkAsync(setting, cancel);
            return null;
        }
        finally
        {
            if (!cancel.IsCancellationRequested)
            {
                await GoOnAsync(cancel);
            }
        }
    }

    private async Task GoOnAsync(CancellationToken cancel)
    {
        portal.Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(UntilReady);
        await ((Task)new FirstSteps(at.Home, at.Terminal, at.Time).RunAsync(limit.Token)).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing
        );
        _request.Say(
            _pair.SettingInUse is null
                ? "The portal goes on with the file that it had."
                : "The portal goes on with the database of the pair."
        );
    }
}
