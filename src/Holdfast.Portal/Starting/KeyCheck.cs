using Holdfast.Data;
using Holdfast.Data.Problems;
using Holdfast.Data.Secrets;
using Holdfast.Model.Problems;
using Holdfast.Pki;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Hosting;

namespace Holdfast.Portal.Starting;

/// <summary>
/// Whether the master keys of this machine open the secrets of the database: looked at before anything is written there, the schema
/// included.
/// </summary>
public static class KeyCheck
{
    /// <returns>Null: they do, or the database has no secrets yet.</returns>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static async Task<Problem?> RunAsync(IDatabase database, SecretBox box, CancellationToken cancel) =>
        await database.ReadAsync(new SecretStore().AnyAsync, cancel) is { } secret
        && !box.Open(secret.Name, secret.Sealed).Succeeded
            ? KeyProblems.SecretForeign.At("database", "Its secrets were sealed with other master keys.")
            : null;

    /// <summary>For a portal that joins others: they must be there.</summary>
    /// <returns>Null: the line opens the database.</returns>
    /// <param name="secret">The line that another portal printed.</param>
    /// <param name="database">As <see cref="PortalOptions.Database"/>.</param>
    public static async Task<Problem?> JoinAsync(string database, string secret, CancellationToken cancel)
    {
        var keys = MasterKeyFile.FromSecret(secret);
        if (!keys.Succeeded)
        {
            return keys.Problems[0];
        }

        if (DatabaseFactory.KindOf(database) == DatabaseKind.Sqlite)
        {
            return StartProblems.NotShared.At("database", "It is a file of one machine.");
        }

        try
        {
            await using var opened = DatabaseFactory.Open(database);
            return await opened.ReadAsync(new SecretStore().AnyAsync, cancel) is null
                ? StartProblems.NobodyToJoin.At("database", "It has no Holdfast in it.")
                : await RunAsync(opened, new SecretBox(keys.Value), cancel);
        }
        catch (DatabaseException away)
        {
            return away.Problem;
        }
    }
}
