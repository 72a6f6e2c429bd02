using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Epochs;
using Holdfast.Data.Nodes;
using Holdfast.Data.Profiles;
using Holdfast.Data.Users;
using Holdfast.Identity;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Settings;

namespace Holdfast.Portal.Features.Configurations;

/// <summary>
/// The database's part of issuing a configuration, in one transaction: who may, what it replaces, which node, which address.
/// </summary>
public sealed class ConfigurationReserver(
    IDatabase database,
    UserStore users,
    NodeStore nodes,
    ConfigurationStore configurations,
    ProfileCatalogue catalogue,
    NodeRegistry registry,
    NodeChoices choices,
    EpochStore epochs,
    PortalSettings settings,
    NoticeBook notices,
    TimeProvider clock
)
{
    private const int MaximumAttempts = 5;

    /// <summary>Reserves with the first of the choices for which a node and an address can be had.</summary>
    public async Task<Outcome<Reservation>> ReserveAsync(
        IssueRequest request,
        IReadOnlySet<Attempt> failed,
        CancellationToken cancel
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.WriteAsync(unit => ReserveAsync(unit, request, failed), cancel);
            }
            catch (ReservationConflictException) when (attempt < MaximumAttempts)
            {
                // Somebody took the same key or slot between our look and our insert; the next look sees it.
            }
        }
    }

    private async Task<Outcome<Reservation>> ReserveAsync(
        IUnitOfWork unit,
        IssueRequest request,
        IReadOnlySet<Attempt> failed
    )
    {
        // Who takes rights away waits for us, or we see that they are gone.
        await users.HoldAsync(unit, request.UserId);
        var present = await catalogue.ReadHeldAsync(unit);
        var user = await users.FindAsync(unit, request.UserId);
        if (user is not { DisabledAt: null })
        {
            return ConfigurationProblems.NoAccess.At("", "");
        }

        if (await configurations.FindAsync(unit, request.ConfigurationId) is { } former)
        {
            if (former.RemovedReason != ConfigurationIssuer.NotConfirmed)
            {
                return ConfigurationProblems.AlreadyMade.At("", "");
            }

            // An attempt that came to nothing and was taken back; the next one is another configuration.
            request = request with
            {
                ConfigurationId = Guid.CreateVersion7(clock.GetUtcNow()),
            };
        }

        var revisions = new NodeRevisions(unit, nodes, registry);
        var removal = new ConfigurationRemoval(unit, configurations, revisions, clock.GetUtcNow());
        if (await MakeRoomAsync(unit, removal, request, user) is { } refusal)
        {
            return refusal;
        }

        var stored = present.Find(request.ProfileId);
        if (stored is null || !ProfileSet.MayUse(stored.Profile, user.Groups))
        {
            return ConfigurationProblems.UnknownProfile.At("profile_id", "");
        }

        if (stored.Profile.SecondFactor && !request.SecondFactor)
        {
            return FactorProblems.NeededForProfile.At("profile_id", "");
        }

        var protocols = ProtocolChoice.Order(stored.Profile, request.Abilities, request.PreferTcp);
        return protocols.Count == 0
            ? ConfigurationProblems.NoCommonProtocol.At(
                "Accept",
                ProtocolChoice.NothingInCommon(stored.Profile, request.Abilities)
            )
            : await ChooseAsync(unit, revisions, request, user, stored, protocols, failed);
    }

    /// <summary>Removes what the new configuration replaces; says no where the person has too many.</summary>
    private async Task<Problem?> MakeRoomAsync(
        IUnitOfWork unit,
        ConfigurationRemoval removal,
        IssueRequest request,
        User user
    )
    {
        if (request.AuthorizationId is { } authorization)
        {
            await removal.RemoveAllAsync(
                await configurations.ListOfAuthorizationAsync(unit, authorization),
                "replaced"
            );
        }

        if (request.PublicKey is { } key)
        {
            var holder = await configurations.FindLivingByPublicKeyAsync(unit, key.ToBase64());
            if (holder is not null && holder.UserId != user.Id)
            {
                return ConfigurationProblems.KeyInUse.At("public_key", "");
            }

            // Some apps use one key for all that they do on a server.
            await removal.RemoveAllAsync(holder is null ? [] : [holder], "replaced");
        }

        return request.AuthorizationId is null
            ? await ManualLimitAsync(unit, user)
            : await ApiLimitAsync(unit, removal, user);
    }

    private async Task<Problem?> ManualLimitAsync(IUnitOfWork unit, User user)
    {
        var limit = (await settings.ReadAsync(unit)).ManualConfigurations;
        if (limit == 0)
        {
            return ConfigurationProblems.DownloadsDisabled.At("", "");
        }

        return await configurations.CountManualAsync(unit, user.Id) >= limit
            ? ConfigurationProblems.TooMany.At("", $"The limit is {limit}.")
            : null;
    }

    /// <summary>Apps are not refused: the longest unused place is that of the oldest, which is disconnected.</summary>
    private async Task<Problem?> ApiLimitAsync(IUnitOfWork unit, ConfigurationRemoval removal, User user)
    {
        var limit = (await settings.ReadAsync(unit)).ApiConfigurations;
        if (limit == 0)
        {
            return ConfigurationProblems.DownloadsDisabled.At("", "no API configuration downloads allowed");
        }

        while (
            await configurations.CountApiAsync(unit, user.Id) >= limit
            && await configurations.OldestApiAsync(unit, user.Id) is { } oldest
        )
        {
            await removal.RemoveAllAsync([oldest], "too many");
        }

        return null;
    }

    private async Task<Outcome<Reservation>> ChooseAsync(
        IUnitOfWork unit,
        NodeRevisions revisions,
        IssueRequest request,
        User user,
        StoredProfile stored,
        IReadOnlyList<ProtocolTransport> protocols,
        IReadOnlySet<Attempt> failed
    )
    {
        var refusal = ConfigurationProblems.NoNode.At("", "");
        foreach (var protocol in protocols)
        {
            var able = await choices.OrderAsync(unit, stored, protocol, request.ClientAddress);
            var left = able.Where(node => !failed.Contains(new(protocol.Protocol, node.NodeId))).ToList();
            foreach (var node in left)
            {
                // Rows of nodes before those of slots, as when something was removed first: who locks in another order waits crosswise.
                var placed = await revisions.RaiseAllAsync(node.Places);
                if (await configurations.AllocateSlotAsync(unit, node.Slots) is { } slot)
                {
                    var live = await AddAsync(unit, placed, request, user, stored, protocol, node.NodeId, slot);
                    return live with { Part = node.Part, HasAlternative = left.Count > 1 || protocol != protocols[^1] };
                }

                refusal = ConfigurationProblems.PoolExhausted.At(stored.Profile.Id, "");
            }
        }

        return refusal;
    }

    private async Task<Reservation> AddAsync(
        IUnitOfWork unit,
        IReadOnlyList<PlacementRevision> placed,
        IssueRequest request,
        User user,
        StoredProfile stored,
        ProtocolTransport choice,
        string nodeId,
        int slot
    )
    {
        var configuration = new Configuration
        {
            Id = request.ConfigurationId,
            UserId = user.Id,
            UserName = user.Name,
            ProfileId = stored.Profile.Id,
            NodeId = nodeId,
            Protocol = choice.Protocol,
            AuthorizationId = request.AuthorizationId,
            Name = request.Name,
            PublicKey = choice.Protocol == Protocol.WireGuard ? request.PublicKey!.ToBase64() : null,
            Slot = slot,
            CreatedAt = clock.GetUtcNow(),
            ExpiresAt = request.ExpiresAt,
        };
        if (!await configurations.AddAsync(unit, configuration, placed))
        {
            throw new ReservationConflictException();
        }

        if (request.AuthorizationId is null)
        {
            // Taken back with the configuration, should it come to nothing; until then nobody is told.
            await notices.ToPersonAsync(
                unit,
                NoticeKinds.NewDevice,
                user,
                $"“{request.Name}” was set up for {stored.Profile.DisplayName}, from {request.ClientAddress?.ToString() ?? "this machine"}.",
                configuration.Id
            );
        }

        var epoch = await epochs.ReadAsync(unit);
        return new Reservation(configuration, stored, choice)
        {
            Revisions = placed.ToDictionary(
                placement => placement.NodeId,
                placement => new Revision(epoch, placement.Revision),
                StringComparer.Ordinal
            ),
        };
    }
}
