using System.Text.Json;
using Holdfast.Data;
using Holdfast.Data.Secrets;
using Holdfast.Data.Settings;
using Holdfast.Data.Sources;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Sources.Settings;

/// <summary>Reads and changes the sources. Every portal obeys from its next look on. Secrets go in and never out.</summary>
public sealed class SourceBook(
    IDatabase database,
    SettingStore settings,
    SecretStore secrets,
    SourcePersonStore people,
    SourceLookStore looks,
    Vault vault,
    AuditLog audit,
    TimeProvider clock
)
{
    public const string Key = "sources";

    private const string Nothing = "{}";

    public async Task<SourceSet> ReadAsync(IUnitOfWork unit) =>
        await settings.FindAsync(unit, Key) is { } document ? Parse(document) : SourceSet.Empty;

    public Task<SourceSet> ReadAsync(CancellationToken cancel) => database.ReadAsync(ReadAsync, cancel);

    /// <returns>Null: it has none.</returns>
    public Task<string?> SecretAsync(SourceSettings source, CancellationToken cancel) =>
        source.SecretName is { } name
            ? database.ReadAsync(unit => vault.FindAsync(unit, name), cancel)
            : Task.FromResult<string?>(null);

    /// <param name="isNew">There must be none of this id yet; otherwise there must be one.</param>
    public Task<IReadOnlyList<Problem>> SetAsync(
        Guid id,
        bool isNew,
        SourceDraft wanted,
        Actor actor,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            actor,
            "source.set",
            wanted.Name,
            async (unit, before) =>
            {
                var old = before.Find(id);
                if (old is null != isNew)
                {
                    // A form sent twice makes one.
                    return isNew ? before : SourceProblems.Unknown.At($"{id}", "");
                }

                var others = before.Sources.Where(source => source.Id != id).ToList();
                Problem[] problems =
                [
                    .. SourceRules.Check(wanted, old, others),
                    .. isNew && others.Count >= SourceRules.MostSources
                        ? [SourceProblems.TooMany.At("name", $"At most {SourceRules.MostSources} sources.")]
                        : Array.Empty<Problem>(),
                ];
                if (problems.Length > 0)
                {
                    return Outcome<SourceSet>.Failed(problems);
                }

                var source = Of(id, wanted, await SecretIdAsync(unit, wanted, old));
                return new SourceSet
                {
                    Sources = old is null
                        ? [.. before.Sources, source]
                        : [.. before.Sources.Select(one => one.Id == id ? source : one)],
                };
            },
            cancel
        );

    /// <summary>Its people must be gone before.</summary>
    public Task<IReadOnlyList<Problem>> RemoveAsync(Guid id, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            actor,
            "source.remove",
            $"{id}",
            async (unit, before) =>
            {
                if (before.Find(id) is null)
                {
                    return SourceProblems.Unknown.At($"{id}", "");
                }

                if (await people.CountAsync(unit, id) is > 0 and var count)
                {
                    return SourceProblems.StillHasPeople.At($"{id}", $"{count} of them.");
                }

                await looks.RemoveAsync(unit, id);
                return new SourceSet { Sources = [.. before.Sources.Where(source => source.Id != id)] };
            },
            cancel
        );

    /// <summary>One place earlier in the order.</summary>
    public Task<IReadOnlyList<Problem>> RaiseAsync(Guid id, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            actor,
            "source.order",
            $"{id}",
            (_, before) =>
            {
                var order = before.Sources.ToList();
                var at = order.FindIndex(source => source.Id == id);
                if (at < 0)
                {
                    return Task.FromResult<Outcome<SourceSet>>(SourceProblems.Unknown.At($"{id}", ""));
                }

                if (at > 0)
                {
                    (order[at - 1], order[at]) = (order[at], order[at - 1]);
                }

                return Task.FromResult<Outcome<SourceSet>>(new SourceSet { Sources = order });
            },
            cancel
        );

    /// <summary>As it would be stored.</summary>
    internal static SourceSettings Of(Guid id, SourceDraft wanted, Guid? secretId) =>
        new()
        {
            Id = id,
            Name = wanted.Name.Trim(),
            Enabled = wanted.Enabled,
            Ldap = wanted.Ldap,
            Radius = wanted.Radius,
            Oidc = wanted.Oidc,
            SecretId = secretId,
            Groups = wanted.Groups ?? new(),
            Sync = wanted.Sync ?? new(),
        };

    private Task<IReadOnlyList<Problem>> ChangeAsync(
        Actor actor,
        string action,
        string subject,
        Func<IUnitOfWork, SourceSet, Task<Outcome<SourceSet>>> change,
        CancellationToken cancel
    ) =>
        database.WriteAsync(
            async unit =>
            {
                var now = clock.GetUtcNow();
                var before = Parse(await settings.FindForChangeAsync(unit, Key, Nothing, now));
                var changed = await change(unit, before);
                if (changed.Value is { } after && after != before)
                {
                    await settings.PutAsync(unit, Key, JsonSerializer.Serialize(after, ModelJson.Options), now);
                    foreach (var name in SecretsOf(before).Except(SecretsOf(after), StringComparer.Ordinal))
                    {
                        await secrets.RemoveAsync(unit, name);
                    }

                    await audit.AddAsync(
                        unit,
                        actor,
                        action,
                        subject,
                        new { Before = before.Sources, After = after.Sources }
                    );
                }

                return changed.Problems;
            },
            cancel
        );

    private async Task<Guid?> SecretIdAsync(IUnitOfWork unit, SourceDraft wanted, SourceSettings? before)
    {
        if (string.IsNullOrEmpty(wanted.Secret))
        {
            return SourceRules.KeepsSecret(wanted, before) ? before!.SecretId : null;
        }

        // Under a new id: a secret never changes under its name.
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await vault.GetOrMakeAsync(unit, SourceSettings.SecretPrefix + id.ToString("N"), () => wanted.Secret);
        return id;
    }

    private static IEnumerable<string> SecretsOf(SourceSet of) =>
        of.Sources.Select(source => source.SecretName).OfType<string>();

    private static SourceSet Parse(string document) =>
        JsonSerializer.Deserialize<SourceSet>(document, ModelJson.Tolerant)!;
}
