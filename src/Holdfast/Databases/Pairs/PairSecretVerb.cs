using System.CommandLine;
using System.Text.Json;
using Holdfast.Failover.Configuration;
using Holdfast.Homes;
using Holdfast.Model.Problems;
using Holdfast.Pki.Envelope;
using Holdfast.Portal;
using Holdfast.Problems;
using Holdfast.Single.Rights;

namespace Holdfast.Databases.Pairs;

/// <summary><c>holdfast failover database secret</c></summary>
internal static class PairSecretVerb
{
    public static Command Create(Surroundings at)
    {
        var command = new Command(
            "secret",
            "Prints the line with which a standby gets the database and a portal: whoever has it and reaches the database has every secret in it"
        );
        command.SetAction(
            async (_, cancel) =>
            {
                var line = await LineAsync(at, cancel);
                if (line.Value is not { } text)
                {
                    await at.Terminal.ComplainAsync(line.Problems[0]);
                    return ExitCodes.Refused;
                }

                await at.Terminal.Out.WriteLineAsync(text);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task<Outcome<string>> LineAsync(Surroundings at, CancellationToken cancel)
    {
        if (PortalOf(at.Home) is not { } portal)
        {
            return CommandProblems.NotRunning.At(at.Home.Show("ready.json"), "It is made when the server is ready.");
        }

        var master = MasterKeyFile.ReadSecret(Path.Combine(at.Home.Portal, PortalOptions.MasterKeyName));
        var kept = await PreparedAsync(at, cancel);
        return !master.Succeeded ? Outcome<string>.Failed(master.Problems)
            : !kept.Succeeded ? Outcome<string>.Failed(kept.Problems)
            : new PairInvitation(master.Value, kept.Value.Secret, kept.Value.Port, portal).ToLine();
    }

    /// <summary>The same secret each time.</summary>
    private static async Task<Outcome<KeptDatabase>> PreparedAsync(Surroundings at, CancellationToken cancel)
    {
        var pair = new PairDatabase(at.Home);
        var kept = pair.Kept;
        if (!kept.Succeeded || kept.Value is not null)
        {
            return kept.Succeeded ? kept.Value! : Outcome<KeptDatabase>.Failed(kept.Problems);
        }

        var rights = await FailoverRights.OfOwnerAsync(at.Home, cancel);
        var prepared = KeptDatabase.New(PairDatabase.Port, at.Home.Database);
        return rights.User is null ? Holdfast.Failover.DatabaseProblems.NoUser.At("database", rights.Reason)
            : await pair.StoreAsync(prepared, rights, at.Time, cancel) is { } refused ? refused
            : prepared;
    }

    private static Uri? PortalOf(HomeFolder home)
    {
        try
        {
            return
                File.Exists(home.Ready)
                && JsonDocument.Parse(File.ReadAllText(home.Ready)).RootElement.TryGetProperty("portal", out var portal)
                ? new Uri(portal.GetString()!)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
