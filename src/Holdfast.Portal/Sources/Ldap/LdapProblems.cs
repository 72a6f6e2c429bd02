using Holdfast.Model.Problems;

namespace Holdfast.Portal.Sources.Ldap;

/// <summary>What can go wrong with a directory: 2320 to 2339.</summary>
public static class LdapProblems
{
    public static readonly ProblemKind NotResolved = new(
        "HF-2320",
        "The name of the directory server is not known",
        "Check the name, and the DNS of this machine."
    );

    public static readonly ProblemKind NotReached = new(
        "HF-2321",
        "The directory server is not reached",
        "Check name and port, whether the server runs, and firewalls on the way."
    );

    public static readonly ProblemKind TimedOut = new(
        "HF-2322",
        "The directory server does not answer in time",
        "Look whether it is overloaded; or raise the time limit."
    );

    public static readonly ProblemKind Certificate = new(
        "HF-2323",
        "The certificate of the directory server is not believed",
        "Enter the authority that signed it, and the server under the name that is in its certificate."
    );

    public static readonly ProblemKind NoTls = new(
        "HF-2324",
        "The directory server does not encrypt",
        "Choose the encryption that it offers: TLS mostly at port 636, STARTTLS at 389."
    );

    public static readonly ProblemKind HungUp = new(
        "HF-2325",
        "The directory server hung up",
        "Check port and encryption, and look into the log of the server."
    );

    public static readonly ProblemKind BindRefused = new(
        "HF-2326",
        "The directory refuses the name and password with which it is searched",
        "Check both; the name is mostly a distinguished name, such as cn=reader,dc=example,dc=org."
    );

    public static readonly ProblemKind SearchRefused = new(
        "HF-2327",
        "The directory refuses the search",
        "Check base and filter, and whether the name with which it is searched may read there."
    );

    public static readonly ProblemKind GroupTooLarge = new(
        "HF-2328",
        "The directory gives only some members of a group",
        "Take groups from memberOf: Active Directory lists at most 1500 members at once."
    );

    public static readonly ProblemKind NobodyFound = new(
        "HF-2329",
        "The directory finds nobody",
        "Check base, filter and attribute of the name, and whether the name with which it is searched may read there."
    );

    public static readonly ProblemKind PersonNotFound = new(
        "HF-2330",
        "The directory does not find the person",
        "Check the name, and whether the filter lets the person in."
    );

    public static readonly ProblemKind PersonRefused = new(
        "HF-2331",
        "The directory refuses the password of the person",
        "Check it; the account may also be locked or its password expired."
    );
}
