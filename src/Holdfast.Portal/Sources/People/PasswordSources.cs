using Holdfast.Portal.Sources.Ldap;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.People;

/// <summary>Asks a source whether a password is right, whatever kind it is.</summary>
public sealed class PasswordSources(SourceBook book, LdapDirectory directory)
{
    /// <summary>Those that know passwords, in their order.</summary>
    public async Task<IReadOnlyList<SourceSettings>> ListAsync(CancellationToken cancel) =>
        [.. (await book.ReadAsync(cancel)).Sources.Where(source => source.Enabled && source.Ldap is not null)];

    /// <param name="name">As the source calls the person.</param>
    public async Task<SourceAnswer> AskAsync(
        SourceSettings source,
        string name,
        string password,
        CancellationToken cancel
    )
    {
        if (source is not { Enabled: true, Ldap: { } ldap } || password.Length == 0)
        {
            return new SourceAnswer.Refused();
        }

        var secret = await book.SecretAsync(source, cancel);
        return await directory.AuthenticateAsync(new LdapTarget(ldap, secret), name, password, [], cancel);
    }
}
