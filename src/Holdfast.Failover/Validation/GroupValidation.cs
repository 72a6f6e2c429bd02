using System.Net;
using Holdfast.Failover.Agent;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Control;
using Holdfast.Failover.Durable;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Witnessing;
using Holdfast.Linux.Neighbours;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;
using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Validation;

/// <summary>
/// Looks at this machine as a member of its group, before the agent is started or while it runs, and changes nothing. Takes a second for
/// each virtual address.
/// </summary>
public sealed class GroupValidation(TimeProvider time)
{
    /// <param name="folder">State folder of the agent.</param>
    /// <param name="planned">A database that is to be kept; null: the one that is, if one is.</param>
    /// <returns>A row for each thing that was looked at.</returns>
    public async Task<IReadOnlyList<ValidationRow>> LookAsync(
        string folder,
        KeptDatabase? planned,
        CancellationToken cancel
    )
    {
        var home = new AgentHome(Path.GetFullPath(folder));
        var read = FailoverFileReader.Read(home.Configuration);
        if (!read.Succeeded)
        {
            return [.. read.Problems.Select(problem => new ValidationRow(problem.Where, problem))];
        }

        var whole = await WithDatabaseAsync(home, read.Value, planned, cancel);
        if (!whole.Succeeded)
        {
            return [.. whole.Problems.Select(problem => new ValidationRow(problem.Where, problem))];
        }

        var request = new ControlRequest { Command = ControlCommand.Status };
        var asked = await ControlClient.AskAsync(home.ControlSocket, request, cancel);
        var running = asked.Value?.Status;
        return
        [
            new ValidationRow(home.Configuration, Bad: null),
            .. await LookAsync(whole.Value, running is null ? null : whole.Value, running, cancel),
        ];
    }

    /// <summary>As the agent does, who is the owner of its folder.</summary>
    private async Task<Outcome<FailoverFile>> WithDatabaseAsync(
        AgentHome home,
        FailoverFile file,
        KeptDatabase? planned,
        CancellationToken cancel
    )
    {
        var kept = planned is null ? KeptDatabase.Read(home.KeptDatabase) : Outcome<KeptDatabase?>.Of(planned);
        var owner = await new ProgramRunner(time).RunAsync(new("stat", "-c", "%U", home.Folder), cancel);
        return kept.Succeeded
            ? KeptDatabases.Join(file, kept.Value, owner.Output.Trim())
            : Outcome<FailoverFile>.Failed(kept.Problems);
    }

    /// <param name="file">Without mistakes.</param>
    /// <param name="current">By which the agent of this machine lives; null: it has none, or does not run.</param>
    /// <param name="running">How that stands; null: it does not run.</param>
    internal async Task<IReadOnlyList<ValidationRow>> LookAsync(
        FailoverFile file,
        FailoverFile? current,
        AgentStatus? running,
        CancellationToken cancel
    )
    {
        var hasPaths = running is not null && current is not null && HasPaths(current, file);
        var addresses = file.Group.Units.SelectMany(unit =>
            unit.Addresses.Select(one => Task.Run(() => Address(file, unit, one, running), cancel))
        );
        return
        [
            .. Links(file),
            .. Hook(file),
            .. hasPaths ? [] : Paths(file),
            .. running is null || current?.Group.Id != file.Group.Id ? [] : Others(file, current, running),
            .. await WitnessAsync(file, cancel),
            .. await Task.WhenAll(file.Group.Reachable.Select(ReachedAsync)),
            .. await new DatabaseValidation(time).LookAsync(file, running, cancel),
            .. await Task.WhenAll(addresses),
            .. (running?.Units ?? []).SelectMany(Strangers),
        ];
    }

    /// <summary>They are open already, and some can be open only once.</summary>
    private static bool HasPaths(FailoverFile current, FailoverFile file) =>
        current.Group.Paths.SequenceEqual(file.Group.Paths)
        && Own(current).SequenceEqual(Own(file))
        && file.Group.Paths.All(path =>
            current.Local.Links.GetValueOrDefault(path.Network) == file.Local.Links.GetValueOrDefault(path.Network)
        );

    private static IReadOnlyList<IPAddress> Own(FailoverFile file) =>
        file.Group.Members.FirstOrDefault(member => member.Id == file.Local.Member)?.Addresses ?? [];

    private static IEnumerable<ValidationRow> Hook(FailoverFile file)
    {
        if (file.Local.Hook is { } hook)
        {
            var mayRun = File.Exists(hook) && File.GetUnixFileMode(hook).HasFlag(UnixFileMode.UserExecute);
            yield return new ValidationRow(
                $"hook {hook}",
                mayRun ? null : ValidationProblems.NoHook.At(hook, "It is not there, or no executable.")
            );
        }
    }

    private static async Task<IReadOnlyList<ValidationRow>> WitnessAsync(FailoverFile file, CancellationToken cancel)
    {
        if (WitnessPlan.Of(file) is not { } plan)
        {
            return [];
        }

        var seen = await new WitnessProbe(plan).LookAsync((byte)file.Group.Units[0].Vrid, cancel);
        return
        [
            new ValidationRow(
                $"witness {plan.Witness}",
                seen ? null : WitnessProblems.DoesNotAnswer.At($"{plan.Witness}", "Nothing came within a second.")
            ),
        ];
    }

    private static async Task<ValidationRow> ReachedAsync(IPAddress host) =>
        new(
            $"reaches {host}",
            await Isolation.AskAsync(host) == false ? ValidationProblems.NotReached.At($"{host}", "") : null
        );

    private static IEnumerable<ValidationRow> Links(FailoverFile file)
    {
        using var facts = new LinkFacts();
        foreach (var (network, link) in file.Local.Links)
        {
            var bad = facts.IsConnected(link)
                ? null
                : ValidationProblems.NotConnected.At(link, $"It is the interface of '{network}'.");
            yield return new ValidationRow($"interface {link}", bad);
        }
    }

    /// <summary>Each is opened for a moment; an agent that runs has them open.</summary>
    private static IEnumerable<ValidationRow> Paths(FailoverFile file)
    {
        var opened = PathOpening.OpenAll(file);
        PathOpening.Close(opened.Value ?? []);
        return file.Group.Paths.Select(
            (path, i) =>
                new ValidationRow(
                    $"heartbeats on {path.Network} by {path.Carrier}".ToLowerInvariant(),
                    opened.Problems.FirstOrDefault(problem => problem.Where == $"group.paths[{i}]")
                )
        );
    }

    /// <summary>Of the members that have been told already.</summary>
    private static IEnumerable<ValidationRow> Others(FailoverFile file, FailoverFile current, AgentStatus running) =>
        file.Group.Authentication < AuthenticationMode.Permissive
            ? []
            : file
                .Group.Members.Where(member =>
                    member.Id != file.Local.Member && current.Group.Members.Any(one => one.Id == member.Id)
                )
                .Select(member => new ValidationRow(
                    $"member {member.Name}",
                    running.Units.All(unit =>
                        unit.Others.Any(other => other.Member == member.Id && other.SilentFor < 5)
                    )
                        ? null
                        : ValidationProblems.NobodyHeard.At(member.Name, "It was not heard in the last 5 s.")
                ));

    private ValidationRow Address(FailoverFile file, UnitConfiguration unit, UnitAddress one, AgentStatus? running)
    {
        var status = running?.Units.FirstOrDefault(known => known.Vrid == unit.Vrid);
        var isHeld =
            status?.Addresses.Contains(one.Address.ToString(), StringComparer.Ordinal) == true
            && (status.Role == Role.Active || status.Others.Any(other => other.Role == Role.Active));
        var link = file.Local.Links[one.Network];
        return new ValidationRow(
            $"{one.Address} on {link}",
            Check(link, one, isHeld, isRouted: file.Local.Hook is not null)
        );
    }

    /// <param name="isRouted">What brings packets to the address is no neighbour that asks for it, so it may be in any network.</param>
    private Problem? Check(string link, UnitAddress one, bool isHeld, bool isRouted)
    {
        using var facts = new LinkFacts();
        var where = $"{one.Address}";
        try
        {
            var own = facts.Addresses(link);
            var isNear = one.Address.IsIPv6LinkLocal || own.Any(address => Covers(address, one));
            if (!isNear && !isRouted)
            {
                return ValidationProblems.OutsideNetwork.At(
                    where,
                    $"{link} has {string.Join(", ", own.Select(Text))}."
                );
            }

            if (isHeld)
            {
                return null;
            }

            return own.Any(address => address.Address.Equals(one.Address))
                    ? ValidationProblems.Taken.At(where, "This machine has it, and no agent put it there.")
                : isNear && new AddressProbe(time).FindOwner(link, one.Address) is { } owner
                    ? ValidationProblems.Taken.At(where, $"The host with the Ethernet address {owner} answers for it.")
                : null;
        }
        catch (Exception e) when (e is NetlinkException or IOException)
        {
            return AgentProblems.NoLink.At(link, e.Message);
        }
    }

    private static IEnumerable<ValidationRow> Strangers(UnitStatus unit)
    {
        HeartbeatRefusal[] foreign =
        [
            HeartbeatRefusal.Carp,
            HeartbeatRefusal.Plain,
            HeartbeatRefusal.Mac,
            HeartbeatRefusal.UnknownKey,
            HeartbeatRefusal.UnknownMember,
            HeartbeatRefusal.UnknownSource,
        ];
        var strange = foreign.Sum(refusal => unit.Refused.GetValueOrDefault($"{refusal}"));
        yield return new ValidationRow(
            $"only members speak for unit {unit.Vrid}",
            strange == 0
                ? null
                : ValidationProblems.SameVrid.At($"unit {unit.Vrid}", $"There were {strange} since the agent started.")
        );
        var twins = unit.Refused.GetValueOrDefault($"{HeartbeatRefusal.OwnMember}");
        yield return new ValidationRow(
            $"only this machine is its member for unit {unit.Vrid}",
            twins == 0
                ? null
                : ValidationProblems.SameMember.At($"unit {unit.Vrid}", $"Its heartbeats came {twins} times.")
        );
    }

    private static bool Covers(AddressWithPrefix own, UnitAddress one) =>
        own.Address.AddressFamily == one.Address.AddressFamily
        && !own.Address.Equals(one.Address)
        && new IPNetwork(own.Address, own.PrefixLength).Contains(one.Address);

    private static string Text(AddressWithPrefix address) => $"{address.Address}/{address.PrefixLength}";
}
