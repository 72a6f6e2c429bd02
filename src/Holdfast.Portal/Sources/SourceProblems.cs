using Holdfast.Model.Problems;

namespace Holdfast.Portal.Sources;

/// <summary>What can be wrong with sources of people: settings 2301 to 2319, people 2340 to 2349.</summary>
public static class SourceProblems
{
    public static readonly ProblemKind Unknown = new(
        "HF-2301",
        "No such sign-in source",
        "It may have been removed meanwhile; look at the list."
    );

    public static readonly ProblemKind BadName = new(
        "HF-2302",
        "The source needs a name of its own",
        "Use 1 to 60 printable characters that no other source has as its name."
    );

    public static readonly ProblemKind BadServer = new(
        "HF-2303",
        "Not the address of a server",
        "Write a host name or an address, with or without a port: ldap.example.org, 192.0.2.7:1636, [2001:db8::7]:636. At least one, at most 8."
    );

    public static readonly ProblemKind BadAuthority = new(
        "HF-2304",
        "Not a certificate",
        "Paste certificates in PEM, which begin with -----BEGIN CERTIFICATE-----."
    );

    public static readonly ProblemKind BadFilter = new(
        "HF-2305",
        "Not an LDAP filter",
        "Write it with parentheses, such as (&(objectClass=person)(memberOf=cn=vpn,ou=groups,dc=example,dc=org))."
    );

    public static readonly ProblemKind BadBase = new(
        "HF-2306",
        "Not a distinguished name",
        "Write where in the directory to look, such as ou=people,dc=example,dc=org."
    );

    public static readonly ProblemKind BadSignIn = new(
        "HF-2307",
        "The sign-in at the source is not complete",
        "Give both the name and the password, or neither. For another server, name or encryption the password is needed again."
    );

    public static readonly ProblemKind BadAttribute = new(
        "HF-2308",
        "Not the name of an attribute",
        "Use 1 to 60 letters, digits and hyphens, such as uid, sAMAccountName or mail."
    );

    public static readonly ProblemKind BadNumber = new(
        "HF-2309",
        "The number is out of range",
        "Use one within the range that the detail names."
    );

    public static readonly ProblemKind BadMapping = new(
        "HF-2310",
        "Not a translation of a group",
        "Write the group of the source, an equals sign, and the group or role here: VPN Users = vpn."
    );

    public static readonly ProblemKind TooMany = new("HF-2311", "There are too many", "Remove some of them.");

    public static readonly ProblemKind NotOneKind = new(
        "HF-2312",
        "It is not said what kind of source it is",
        "Give exactly one of the kinds; a source never becomes another kind."
    );

    public static readonly ProblemKind StillHasPeople = new(
        "HF-2313",
        "People come from this source",
        "Remove it with its people, who lose their access; or switch it off."
    );

    public static readonly ProblemKind BadShared = new(
        "HF-2314",
        "The secret that is shared with the servers is not good",
        "Use at least 16 random characters, the same here and at the server. For other servers it is needed again."
    );

    public static readonly ProblemKind BadIssuer = new(
        "HF-2315",
        "Not the issuer of a provider",
        "Write it exactly as the provider does, with https:// and without a question mark: https://login.example.org/realms/company."
    );

    public static readonly ProblemKind BadClient = new(
        "HF-2316",
        "The client is not complete",
        "Give the client id, and the secret that belongs to it, as they stand at the provider. For another provider or client the secret is needed again."
    );

    public static readonly ProblemKind BadScope = new(
        "HF-2317",
        "Not a scope",
        "Use words without spaces and quotes, such as profile, email or groups."
    );

    public static readonly ProblemKind BadClaim = new(
        "HF-2318",
        "Not the name of a claim",
        "Use up to 200 characters, such as preferred_username, groups or realm_access.roles."
    );

    public static readonly ProblemKind NameTaken = new(
        "HF-2340",
        "Somebody else has the name already",
        "Rename or remove one of the two: people of a source are never taken for users who are here already."
    );

    public static readonly ProblemKind NameNotAllowed = new(
        "HF-2341",
        "The source calls somebody by a name that is not allowed here",
        "Choose another attribute for the name, or change it there: 1 to 64 letters of one script, digits and . _ - @ +."
    );

    public static readonly ProblemKind KeptElsewhere = new(
        "HF-2342",
        "This is kept where the person comes from",
        "Change it in the directory or at the provider."
    );

    public static readonly ProblemKind WouldDisableTooMany = new(
        "HF-2343",
        "The source knows too few people, and nothing was changed",
        "See whether base, filter and rights are still right. If so many really left, sync once with “also when many vanish”."
    );

    public static readonly ProblemKind SyncUnderWay = new(
        "HF-2344",
        "The source is being read at this moment",
        "Wait until it is done."
    );

    public static readonly ProblemKind CannotBeRead = new(
        "HF-2346",
        "The source cannot be asked who is there",
        "RADIUS servers, and providers that are not asked again, only say who somebody is who signs in; their people must do so from time to time."
    );

    public static readonly ProblemKind Vanished = new(
        "HF-2347",
        "The source does not know the person any more",
        "Bring the person back there; the next reading, or signing in, enables the user here."
    );

    public static readonly ProblemKind Disabled = new(
        "HF-2348",
        "The user is disabled here",
        "Ask the administrators of the VPN."
    );

    public static readonly ProblemKind SwitchedOff = new(
        "HF-2345",
        "The source is switched off",
        "Switch it on first."
    );
}
