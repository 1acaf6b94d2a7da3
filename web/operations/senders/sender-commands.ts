import { PATHS } from '../../../shared/wire/paths.ts';
import { senderFileName } from './ready-sender.ts';

/** What is typed on the PC of a sender, with its file and its token in it. */
export interface SenderCommands {
  readonly once: string;
  readonly windows: string;
  readonly linux: string;
  readonly curl: string;
}

function windows(file: string): string {
  return `$file = 'C:\\Branchboard\\${file}'
icacls $file /inheritance:r /grant 'Administrators:F' 'LOCAL SERVICE:R'
$action = New-ScheduledTaskAction -Execute 'C:\\Program Files\\nodejs\\node.exe' -Argument $file
$settings = New-ScheduledTaskSettingsSet -ExecutionTimeLimit ([TimeSpan]::Zero) -StartWhenAvailable \`
  -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -MultipleInstances IgnoreNew \`
  -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1)
Register-ScheduledTask -TaskName 'Branchboard sender' -Action $action -Settings $settings \`
  -Trigger (New-ScheduledTaskTrigger -AtStartup) -User 'NT AUTHORITY\\LOCAL SERVICE'
Start-ScheduledTask -TaskName 'Branchboard sender'`;
}

function linux(file: string): string {
  return `install -D -m 600 ${file} /etc/branchboard/sender.mjs
cat > /etc/systemd/system/branchboard-sender.service <<'END'
[Unit]
Description=Tells the status board that this branch has its line
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/bin/node \${CREDENTIALS_DIRECTORY}/sender.mjs
LoadCredential=sender.mjs:/etc/branchboard/sender.mjs
DynamicUser=yes
AmbientCapabilities=CAP_NET_RAW
CapabilityBoundingSet=CAP_NET_RAW
ProtectSystem=strict
ProtectHome=yes
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
END
systemctl enable --now branchboard-sender`;
}

function curl(url: string, token: string): string {
  return `umask 077
printf 'Authorization: Bearer %s\\n' '${token}' > branchboard-token
boot=$(cat /proc/sys/kernel/random/uuid)
n=0
while n=$((n + 1)); do
  curl --silent --output /dev/null --max-time 5 --retry 2 --header @branchboard-token \\
    --header 'Content-Type: application/json' \\
    --data "{\\"boot\\":\\"$boot\\",\\"n\\":$n,\\"every\\":20,\\"checks\\":{}}" '${url}${PATHS.beats}'
  sleep 20
done`;
}

export function senderCommands(branch: string | null, url: string, token: string): SenderCommands {
  const file = senderFileName(branch);
  return { once: `node ${file} --once`, windows: windows(file), linux: linux(file), curl: curl(url, token) };
}
