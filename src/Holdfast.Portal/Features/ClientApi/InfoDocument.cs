using System.Text.Json.Serialization;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.ClientApi;

/// <summary>The answer of <c>/info</c>. Names and order of members as real servers send them; see <c>docs/protocols/client-api.md</c>.</summary>
public sealed record InfoDocument([property: JsonPropertyName("info")] InfoDocument.Body Info)
{
    public static InfoDocument Of(IEnumerable<Profile> profiles) => new(new Body([.. profiles.Select(Entry)]));

    public sealed record Body([property: JsonPropertyName("profile_list")] IReadOnlyList<ProfileEntry> Profiles);

    public sealed record ProfileEntry
    {
        [JsonPropertyName("profile_id")]
        public required string Id { get; init; }

        [JsonPropertyName("profile_priority")]
        public required int Priority { get; init; }

        /// <summary>A plain string: the stock library cannot read the object that the specification allows.</summary>
        [JsonPropertyName("display_name")]
        public required string DisplayName { get; init; }

        [JsonPropertyName("vpn_proto_list")]
        public required IReadOnlyList<string> Protocols { get; init; }

        [JsonPropertyName("default_gateway")]
        public required bool DefaultGateway { get; init; }

        [JsonPropertyName("vpn_proto_transport_list")]
        public required IReadOnlyList<string> Transports { get; init; }

        [JsonPropertyName("dns_search_domain_list")]
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? SearchDomains { get; init; }
    }

    private static ProfileEntry Entry(Profile profile) =>
        new()
        {
            Id = profile.Id,
            Priority = profile.Priority,
            DisplayName = profile.DisplayName,
            Protocols = [.. ProfileTransports.ProtocolsOf(profile).Select(ProtocolWords.Of)],
            DefaultGateway = profile.DefaultGateway,
            Transports = [.. ProfileTransports.Of(profile).Select(offer => offer.ToString())],
            SearchDomains = profile.DnsSearchDomains.Count > 0 ? profile.DnsSearchDomains : null,
        };
}
