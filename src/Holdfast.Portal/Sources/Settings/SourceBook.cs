using Holdfast.Data;
using Holdfast.Data.Sources;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Settings;

namespace Holdfast.Portal.Sources.Settings;

/// <summary>Reads and changes the sources. Every portal obeys from its next look on. Secrets go in and never out.</summary>
public sealed class SourceBook(
    IDatabase database,
    SourcePersonStore people,
    SourceLookStore looks,
    SettingDocuments documents
)
{
    public const string Key = "sources";

    private static readonly SettingDocument<SourceSet> Document = new(
        Key,
        SourceSettings.SecretPrefix,
        of => of.Sources.Select(source => source.SecretName).OfType<string>(),
        of => of.Sources
    );

    public Task<SourceSet> ReadAsync(IUnitOfWork unit) => documents.ReadAsync(unit, Document);

    public Task<SourceSet> ReadAsync(CancellationToken cancel) => database.ReadAsync(ReadAsync, cancel);

    /// <returns>Null: it has none.</returns>
    public Task<string?> SecretAsync(SourceSettings source, CancellationToken cancel) =>
        documents.SecretAsync(source.SecretName, cancel);

    /// <param name="isNew">There must be none of this id yet; otherwise there must be one.</param>
    public Task<IReadOnlyList<Problem>> SetAsync(
        Guid id,
        bool isNew,
        SourceDraft wanted,
        Actor actor,
        CancellationToken cancel
    ) =>
        documents.ChangeAsync(
            Document,
            (actor, "source.set", wanted.Name),
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
        documents.ChangeAsync(
            Document,
            (actor, "source.remove", $"{id}"),
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
        documents.ChangeAsync(
            Document,
            (actor, "source.order", $"{id}"),
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

    private async Task<Guid?> SecretIdAsync(IUnitOfWork unit, SourceDraft wanted, SourceSettings? before) =>
        !string.IsNullOrEmpty(wanted.Secret) ? await documents.SealAsync(unit, Document, wanted.Secret)
        : SourceRules.KeepsSecret(wanted, before) ? before!.SecretId
        : null;
}
