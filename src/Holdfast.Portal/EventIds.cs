namespace Holdfast.Portal;

/// <summary>Numbers of this assembly's log events. Never reused.</summary>
internal static class EventIds
{
    public const int NodeSilent = 2001;
    public const int NodeRefused = 2002;
    public const int LinkUp = 2010;
    public const int LinkDown = 2011;
    public const int ApplyFailed = 2012;
    public const int Resync = 2013;
    public const int CertificateRefused = 2014;
    public const int OutageNotWritten = 2015;
    public const int LinkWaits = 2016;
    public const int NodeDoubted = 2017;
    public const int EventsMissed = 2018;
    public const int LinkFailed = 2019;
    public const int RequestFailed = 2020;
    public const int DatabaseAway = 2021;
    public const int DatabaseUnavailable = 2022;
    public const int ConfirmationsWait = 2023;
    public const int TokenReplayed = 2031;
    public const int JobFailed = 2040;
    public const int StatisticsWait = 2041;
    public const int PresenceNotWritten = 2050;
    public const int ForeignChangesUnseen = 2051;
    public const int CertificateReloaded = 2060;
    public const int CertificateUnusable = 2061;
    public const int CertificateDoubtful = 2062;
    public const int NoticesWait = 2070;
    public const int NoticeGivenUp = 2071;
    public const int ConditionsUnseen = 2072;
    public const int KeyChangeWaits = 2080;
    public const int SourceAway = 2090;
    public const int SourceSyncFailed = 2091;
    public const int ProviderRefused = 2092;
}
