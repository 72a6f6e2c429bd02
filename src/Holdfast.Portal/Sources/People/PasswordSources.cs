using Holdfast.Portal.Sources.Ldap;
using Holdfast.Portal.Sources.Radius;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.People;

/// <summary>Asks a source whether a password is right, whatever kind it is.</summary>
public sealed class PasswordSources(SourceBook book, LdapDirectory directory, RadiusServers radius)
{
    /// <summary>Those that know passwords, in their order.</summary>
    public async Task<IReadOnlyList<SourceSettings>> ListAsync(CancellationToken cancel) =>
        [.. (await book.ReadAsync(cancel)).Sources.Where(source => source is { Enabled: true, Oidc: null })];

    /// <param name="name">As the source calls the person.</param>
    /// <param name="state">Of the challenge that the password answers; null: of none.</param>
    public async Task<SourceAnswer> AskAsync(
        SourceSettings source,
        string name,
        string password,
        byte[]? state,
        CancellationToken cancel
    )
    {
        if (!source.Enabled || password.Length == 0)
        {
            return new SourceAnswer.Refused();
        }

        var secret = await book.SecretAsync(source, cancel);
        return source switch
        {
            { Ldap: { } ldap } when state is null => await directory.AuthenticateAsync(
                new LdapTarget(ldap, secret),
                name,
                password,
                [],
                cancel
            ),
            { Radius: { } servers } => await radius.AskAsync(
                new RadiusTarget(servers, secret ?? ""),
                name,
                password,
                state,
                [],
                cancel
            ),
            _ => new SourceAnswer.Refused(),
        };
    }
}
