namespace Holdfast.Node;

/// <summary>Ids of this assembly's log events. Never reused. 1 to 199 role, applying and sessions; 200 OpenVPN; 300 firewall; 320 WireGuard over TCP.</summary>
internal static class EventIds
{
    public const int PlaneThrew = 1;
    public const int PlaneTooSlow = 2;
    public const int Fault = 3;
    public const int ApplierStopped = 4;

    public const int WireGuardMended = 10;
    public const int WireGuardRemoved = 11;
    public const int WireGuardLookFailed = 12;
    public const int ServiceSilent = 13;
    public const int ServiceAnswers = 14;

    public const int OutboxDamaged = 20;
    public const int OutboxFull = 21;
    public const int OutboxFailing = 22;
    public const int OutboxRenewed = 23;

    public const int Unexpected = 30;
    public const int CertificateRenewed = 31;
    public const int CertificateRefused = 32;

    public const int NodeStarted = 40;
    public const int NodeReady = 41;
    public const int NodeStopped = 42;
    public const int NodeRemoved = 43;
    public const int StateDamaged = 44;
    public const int EnrolmentOpen = 45;
    public const int TcpNotServed = 46;
    public const int TcpCertificateLoaded = 47;
    public const int TcpCertificateUnusable = 48;

    public const int OpenVpnStarted = 200;
    public const int OpenVpnAdopted = 201;
    public const int OpenVpnEnded = 202;
    public const int OpenVpnStartFailed = 203;
    public const int OpenVpnStopped = 204;
    public const int ManagementAttached = 205;
    public const int ManagementLost = 206;
    public const int ManagementLineRefused = 207;
    public const int ClientsCutOff = 208;
    public const int LogCut = 209;
    public const int ClientsSentOn = 210;

    public const int RulesApplied = 300;
    public const int RulesWereChanged = 301;

    public const int Takeover = 310;
    public const int Awoken = 311;
    public const int Silenced = 312;
    public const int ClockBehind = 313;
    public const int AwakeningFailed = 314;
    public const int SourceRefused = 315;
    public const int ConntrackdStarted = 316;
    public const int ConntrackdStopped = 317;
    public const int ConntrackdEnded = 318;
    public const int WaitsForClock = 319;

    public const int AgentConfigured = 331;
    public const int AgentRefused = 332;

    public const int TcpRefused = 321;
    public const int TcpEnded = 322;
}
