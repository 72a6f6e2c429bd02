using Holdfast.Data;
using Holdfast.Data.Problems;
using Holdfast.Databases.Pairs;
using Holdfast.Failover.Configuration;
using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;
using Holdfast.Pki.Envelope;
using Holdfast.Portal;
using Holdfast.Portal.Starting;
using Holdfast.Single.Rights;

namespace Holdfast.Setup;

/// <summary>A standby takes the secret of the pair, once, and waits until the first machine's server uses the database.</summary>
internal sealed class PairJoining(Surroundings at, SecretSource secret, FailoverRights agent)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly PairDatabase _pair = new(at.Home);

    private string MasterKey => Path.Combine(at.Home.Portal, PortalOptions.MasterKeyName);

    /// <summary>What it is told stays in the folders of who needs it: the portal's, and the agent's.</summary>
    /// <param name="portal">Who will own the portal's.</param>
    public async Task<Outcome<StandbyPortal>> TakeAsync(PortalRights portal, CancellationToken cancel)
    {
        if (agent.User is null)
        {
            return Holdfast.Failover.DatabaseProblems.NoUser.At("database", agent.Reason);
        }

        if (StandbyPortal.Read(at.Home) is { } known)
        {
            return known;
        }

        var line = await secret.ReadAsync(cancel);
        var read = line.Succeeded ? PairInvitation.Read(line.Value) : Outcome<PairInvitation>.Failed(line.Problems);
        return read.Succeeded
            ? await StoreAsync(read.Value, portal, cancel)
            : Outcome<StandbyPortal>.Failed(read.Problems);
    }

    /// <summary>Before it, an empty database is one that is still to be filled, and must not be begun here.</summary>
    public async Task UntilInUseAsync(string setting, CancellationToken cancel)
    {
        Problem? told = null;
        while (await TryAsync(setting, cancel) is { } why)
        {
            if (why.Kind != told?.Kind && !DatabaseProblems.MayPass(why.Kind))
            {
                await at.Terminal.ComplainAsync(why);
            }

            told = why;
            await Task.Delay(BetweenLooks, at.Time, cancel);
        }
    }

    private async Task<Outcome<StandbyPortal>> StoreAsync(
        PairInvitation told,
        PortalRights portal,
        CancellationToken cancel
    )
    {
        var kept = KeptDatabase.New(told.Port, at.Home.Database) with { Secret = told.Secret, Keeps = true };
        if (KeptDatabase.Parse(System.Text.Encoding.UTF8.GetBytes(kept.ToJson())) is null)
        {
            return PairProblems.LineUnreadable.At("secret", "It holds no database.");
        }

        var keys = MasterKeyFile.CreateFromSecret(MasterKey, told.Master);
        if (!keys.Succeeded)
        {
            return Outcome<StandbyPortal>.Failed(keys.Problems);
        }

        var owner = portal.User?.Name ?? "root";
        await new ProgramRunner(at.Time).RunAsync(new ProgramRun("chown", "-h", $"{owner}:", MasterKey), cancel);
        if (await _pair.StoreAsync(kept, agent, at.Time, cancel) is { } refused)
        {
            return refused;
        }

        var known = new StandbyPortal(told.Portal, Joined: false);
        known.Write(at.Home);
        return known;
    }

    private async Task<Problem?> TryAsync(string setting, CancellationToken cancel)
    {
        try
        {
            await using var database = DatabaseFactory.Open(setting);
            return !await UseMark.IsThereAsync(database, cancel)
                    ? Holdfast.Portal.Hosting.StartProblems.NobodyToJoin.At(
                        "database",
                        "The first machine does not use it yet."
                    )
                : MasterKeyFile.ReadSecret(MasterKey) is { Value: { } line }
                    ? await KeyCheck.JoinAsync(setting, line, cancel)
                : null;
        }
        catch (DatabaseException away)
        {
            return away.Problem;
        }
    }
}
